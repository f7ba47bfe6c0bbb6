//! Walks over the screens of a worker's own file from a string of keys.
