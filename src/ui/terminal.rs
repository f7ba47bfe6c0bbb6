//! The terminal's modes: set up once, undone whatever happens. Not what is drawn.

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste};
use crossterm::style::ResetColor;
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use std::cell::Cell;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// Everything of one frame is written at once.
const FRAME_BYTES: usize = 64 * 1024;

/// Standard output, of which a frame is written whole: flushing does nothing while it is held.
struct WholeFrames {
    out: BufWriter<Stdout>,
    held: Rc<Cell<bool>>,
}

impl Write for WholeFrames {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.held.get() { Ok(()) } else { self.out.flush() }
    }
}

/// The terminal in our hands. Dropping it gives it back as it was.
pub struct Guard {
    terminal: Terminal<CrosstermBackend<WholeFrames>>,
    held: Rc<Cell<bool>>,
    ours: Arc<AtomicBool>,
}

impl Guard {
    /// Takes the terminal: raw mode, the alternate screen, bracketed paste, and the mouse if wanted. A panic gives it back
    /// before anything else, and prints nothing: what a panic says may hold case text.
    pub fn take(mouse: bool) -> io::Result<Self> {
        if !io::stdout().is_terminal() {
            return Err(io::Error::new(io::ErrorKind::Unsupported, "standard output is not a terminal"));
        }
        let ours = Arc::new(AtomicBool::new(true));
        let (at_panic, here) = (Arc::clone(&ours), thread::current().id());
        std::panic::set_hook(Box::new(move |_| {
            // Slow work that breaks off is reported on the screen, which stays.
            if thread::current().id() == here {
                give_back(&at_panic);
            }
        }));
        enable_raw_mode()?;
        // From here on, an error drops this and undoes what was done.
        let held = Rc::new(Cell::new(false));
        let out = BufWriter::with_capacity(FRAME_BYTES, io::stdout());
        let backend = CrosstermBackend::new(WholeFrames { out, held: Rc::clone(&held) });
        let terminal = match Terminal::new(backend) {
            Ok(terminal) => terminal,
            Err(error) => {
                give_back(&ours);
                return Err(error);
            }
        };
        let mut guard = Self { terminal, held, ours };
        let out = guard.terminal.backend_mut();
        queue!(out, EnterAlternateScreen, Clear(ClearType::All))?;
        // Windows says it cannot; then a paste arrives as keys, and that is no reason to stop.
        let _ = queue!(out, EnableBracketedPaste);
        if mouse {
            let _ = take_mouse(out);
        }
        Ok(guard)
    }

    /// Gives the terminal an order that is no part of a picture: about the clipboard.
    pub fn tell(&mut self, order: &str) -> io::Result<()> {
        let out = self.terminal.backend_mut();
        out.write_all(order.as_bytes())?;
        Write::flush(out)
    }

    /// Draws one frame in one write, held back by the terminal until it is whole where the terminal can do that.
    pub fn draw(&mut self, render: impl FnOnce(&mut ratatui::Frame<'_>)) -> io::Result<()> {
        self.held.set(true);
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(render)?;
        queue!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
        self.held.set(false);
        Write::flush(self.terminal.backend_mut())
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back(&self.ours);
        drop(std::panic::take_hook());
    }
}

/// Clicks and the wheel only: the library would have every movement reported, and each would wake the program.
#[cfg(unix)]
fn take_mouse(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"\x1b[?1000h\x1b[?1006h")
}

#[cfg(not(unix))]
fn take_mouse(out: &mut impl Write) -> io::Result<()> {
    queue!(out, crossterm::event::EnableMouseCapture)
}

/// Undoes all modes, once. The alternate screen is cleared before it is left, since some terminals keep it.
fn give_back(ours: &AtomicBool) {
    if !ours.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    let _ = execute!(
        out,
        EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableBracketedPaste,
        ResetColor,
        Clear(ClearType::All),
        LeaveAlternateScreen,
        Show
    );
    let _ = disable_raw_mode();
}
