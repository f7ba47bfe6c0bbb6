//! Working days: Monday to Friday, less the bank holidays of England and Wales (`practice/due-dates.md`, *Working days*).
