//! A dry run of an import, while somebody else is at work in the file: two processes.

use crate::office::{Office, PASSPHRASE};
use crate::window::Window;
use serde_json::json;

#[test]
fn a_dry_run_needs_not_be_the_one_that_writes_and_takes_nothing_from_whoever_is() {
    let office = Office::new();
    let file = office.write("workers.csv", "reference,name,role,joined_on\nW9,Zoë Quinn,social_worker,2026-01-05\n");
    let arguments = ["--file", "footprint.db", "--plain", "--as-of", "2026-11-23"];
    let mut window = Window::sized(120, 100, &arguments, &[("TERM", "dumb")], office.folder.path());
    window.sees("Passphrase").types(PASSPHRASE).press("<enter>").sees("There is nobody in the team yet.");

    // An import is refused, and says by whom; a dry run is not, and says what would change.
    let refused = office.run(&["import", "workers", &file]).code(1);
    assert!(refused.contains("process"), "{refused}");
    let said = office.run(&["import", "workers", &file, "--dry-run"]).ok();
    assert!(said.contains("1 new (worker)"), "{said}");

    // Whoever was at work goes on as before, and nothing of it was written.
    window.types("lock after 5").press("<enter>").sees_no("read but not changed").types("settings").press("<enter>");
    window.sees("after 5 minutes").types("quit").press("<enter>");
    assert_eq!(window.ends(), 0);
    assert_eq!(office.json(&["due", "--all", "--format", "json"])["items"], json!([]));
    let audit = office.run(&["audit"]).ok();
    assert!(!audit.contains("import"), "{audit}");
    office.run(&["verify"]).ok();
}
