//! What can be typed, read out. Kept beside nothing else, so that it is one file to put right.

/// At the prompt.
pub(super) const EVERYWHERE: &[&str] = &[
    "today: what the team owes, worst first.",
    "people, children, children closed, actions, actions mine, actions closed, drafts: the lists.",
    "calendar, or calendar dec: what is booked, due and asked for in a month. only here: records not in the case system yet.",
    "files: what waits in workers' files and on the quality calendar: to be written, shared, agreed, renewed or ticked off.",
    "more: the rest of a list. The numbers of a list can be used until the next list: open 3, why 3.",
    "open 3, or a reference or a name alone: everything about it. worker W03, child 4711, record O12, draft D3 say which.",
    "why 4711: how each date was reached.",
    "asye W12: where a newly qualified worker stands in the year.",
    "search words: where they stand in records, drafts, actions and names.",
    "oversight 4711, or oversight 3: write management oversight, question by question; open D3 goes on with a draft.",
    "lens 4711 anchor: think about a child with a short form, kept as a record of its own. lens alone names them.",
    "book W03 tue 10am: book supervision. hold W03 today 75: it was held, for 75 minutes. not held W03: it was not.",
    "session W03: write up supervision. file W03: the worker's own file. begin W03 agreement, observation, appraisal or plan.",
    "share P5, answer P5, settle P5: what the worker made of a signed record of their file.",
    "action 4711: agree a new action. close A45, re-date A45 fri, escalate A45, reopen A45: one that is there.",
    "new worker, new child: by questions. status 4711: another status. away W03: an absence.",
    "allocate 4711 W03: give a child a worker from today, or from another day: allocate 4711 W03 1 Dec.",
    "add O12: add to a signed record. withdraw O12: withdraw it. discard D3: throw a draft away. Each asks first.",
    "copied O12: it is in the case system now. export O12 to FILE, export 4711 to FILE: a document, outside the encrypted file.",
    "import annex-a FILE, or workers, children, sessions, absences, oversight, actions: first what would change, then a yes.",
    "undo: the last thing done that can be undone; redo: it is done again after all.",
    "Days as you say them: today, fri, next wed, 22/11, +14d, in 2 weeks; a time after them: tue 10am.",
    "settings: whose file it is, where it lies, when it locks. lock after 5: lock when nothing is typed for 5 minutes.",
    "lock, quit. Ctrl+C leaves too, from anywhere. Everything you answered is saved.",
];
