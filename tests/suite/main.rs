//! The tests that look at the whole: one program, so that it is linked once. Each module says what it holds to.
#![expect(clippy::disallowed_methods, reason = "tests read the source tree and start programs")]
#![expect(clippy::panic, clippy::expect_used, reason = "a test says what it waited for in vain")]
#![expect(clippy::unwrap_used, reason = "a test may stop, in its own helping functions too")]

#[cfg(unix)]
mod a_day;
mod attack;
#[cfg(unix)]
mod bad_disk;
mod by_hand;
mod commands;
#[cfg(unix)]
mod demo_stopped;
mod doors;
#[cfg(unix)]
mod drafts_survive;
#[cfg(unix)]
mod dry_run;
#[cfg(unix)]
mod every_window;
#[cfg(target_os = "linux")]
mod every_write;
#[cfg(unix)]
mod first_morning;
#[cfg(unix)]
mod first_run;
mod hostile;
mod house;
mod insight_figures;
#[cfg(unix)]
mod killed;
mod left_out;
mod office;
mod old_files;
mod oversight_figures;
mod pages;
#[cfg(unix)]
mod plain_lines;
#[cfg(unix)]
mod removed;
#[cfg(unix)]
mod safe_keeping;
#[cfg(unix)]
mod second_morning;
#[cfg(unix)]
mod shell_in_a_terminal;
mod source;
#[cfg(unix)]
mod supervision_by_keys;
#[cfg(unix)]
mod third_morning;
#[cfg(unix)]
mod walk_and_undo;
mod wall;
#[cfg(unix)]
mod window;
