//! Taking a record across: onto the clipboard for the case system, the list of what exists only here, and documents to a
//! file. Not the text itself: the workbench makes that.

mod only_here;
mod take_out;
#[cfg(test)]
mod tests;
mod went_in;

pub use only_here::OnlyHere;
pub use take_out::TakeOut;
pub use went_in::WentIn;
