//! The four functions of supervision (Tony Morrison, *Staff Supervision in Social Care*): what a session is for. Not what
//! was said in it.

use super::code::coded;

coded! {
    /// One of the four things that supervision is for (`practice/supervision.md`, *A session*).
    Function {
        /// That the work is done well and accounted for.
        Management = "management", "management";
        /// That the worker learns.
        Development = "development", "development";
        /// That the worker is looked after.
        Support = "support", "support";
        /// Between the worker and the rest of the organisation.
        Mediation = "mediation", "mediation";
    }
}
