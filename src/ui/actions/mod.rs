//! Actions: all of them in one list, and the popups that agree, put right, move and close one, wherever it is shown.

pub mod again;
pub mod agree;
pub mod asked_before;
pub mod brief;
pub mod close;
pub mod filter;
pub mod higher;
mod line;
pub mod list;
pub mod order;
#[cfg(test)]
mod order_tests;
pub mod put_right;
pub mod redate;
pub mod repeated_row;
pub mod standing;
#[cfg(test)]
mod tests;

pub use agree::AgreeAction;
pub use asked_before::AskedBefore;
pub use brief::ActionBrief;
pub use close::CloseAction;
pub use higher::TakeHigher;
pub use list::Actions;
pub use put_right::PutActionRight;
pub use redate::RedateAction;
