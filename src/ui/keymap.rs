//! Which key runs which command: what the command says, unless the user's settings say otherwise. Not a list of commands.

use super::command::Command;
use super::key::Key;
use std::collections::HashMap;

/// The user's own keys by command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keymap {
    own: HashMap<String, Key>,
}

impl Keymap {
    /// Gives a command a key of the user's own, which takes the place of its first.
    pub fn bind(&mut self, id: &str, key: Key) {
        self.own.insert(id.to_owned(), key);
    }

    /// The command with the user's own key put in.
    pub fn applied(&self, mut command: Command) -> Command {
        if let Some(key) = self.own.get(command.id) {
            match command.keys.first_mut() {
                Some(first) => *first = *key,
                None => command.keys.push(*key),
            }
        }
        command
    }
}
