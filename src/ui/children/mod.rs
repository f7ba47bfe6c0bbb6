//! Children: the list, one child's page, and the popups that change what is known of a child. Not their oversight.

pub mod allocate;
pub mod assessment;
pub mod details;
pub mod filter;
pub mod list;
pub mod milestone;
pub mod page;
pub mod row;
pub mod status;
pub mod take_milestone_back;
#[cfg(test)]
mod tests;
pub mod timeline;

pub use allocate::Allocate;
pub use assessment::AssessmentEntry;
pub use details::Details;
pub use list::Children;
pub use milestone::MilestoneEntry;
pub use page::ChildScreen;
pub use status::StatusEntry;
