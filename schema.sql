-- The whole of a Footprint file, as it is today. Written to be read.
--
-- The file is encrypted by SQLCipher from its first byte; what stands here is what a reader with the passphrase sees.
-- Days are `YYYY-MM-DD`, times are RFC 3339 in UTC. People, periods and facts are rows with days from and to, so that
-- any past day can be asked about. Codes are those of the exports (`social_worker`, `child_protection`, ...).
--
-- Three promises are kept by triggers, whoever asks: what has been signed never changes, the audit only grows, and the
-- search index follows what it indexes.

PRAGMA application_id = 0x466F6F74; -- "Foot"

-- ---------------------------------------------------------------------------------------------------------------------
-- The audit: every act, in a chain. It comes first, because what is signed points at the act that signed it.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE audit (
    seq      INTEGER PRIMARY KEY,
    at       TEXT NOT NULL,              -- the real clock, never the day the program was told
    who      TEXT NOT NULL,
    act      TEXT NOT NULL,
    about    TEXT NOT NULL,              -- the reference acted on: O12, A45, a worker's or child's own
    digest   TEXT NOT NULL,              -- SHA-256 of what was written
    signed   TEXT,                       -- SHA-256 over the digests of what this act signed, if it signed anything
    previous TEXT NOT NULL,              -- the hash of the row before
    hash     TEXT NOT NULL UNIQUE        -- SHA-256 over all of the above
) STRICT;

CREATE INDEX audit_at ON audit (at);

-- The end of the chain, kept apart so that a shortened tail shows.
CREATE TABLE audit_head (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    seq  INTEGER NOT NULL,
    hash TEXT NOT NULL
) STRICT;

INSERT INTO audit_head VALUES (1, 0, '');

CREATE TRIGGER audit_follows_on BEFORE INSERT ON audit
WHEN NEW.seq <> (SELECT seq + 1 FROM audit_head) OR NEW.previous <> (SELECT hash FROM audit_head)
BEGIN SELECT RAISE(ABORT, 'the audit only grows at its end'); END;

CREATE TRIGGER audit_keeps BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit never changes'); END;

CREATE TRIGGER audit_stays BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit never shrinks'); END;

CREATE TRIGGER audit_moves_head AFTER INSERT ON audit
BEGIN UPDATE audit_head SET seq = NEW.seq, hash = NEW.hash; END;

CREATE TRIGGER audit_head_follows BEFORE UPDATE ON audit_head
WHEN NOT EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq AND hash = NEW.hash AND seq = OLD.seq + 1)
BEGIN SELECT RAISE(ABORT, 'the head of the audit only follows its tail'); END;

CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head
BEGIN SELECT RAISE(ABORT, 'the head of the audit stays'); END;

CREATE TRIGGER audit_head_alone BEFORE INSERT ON audit_head
BEGIN SELECT RAISE(ABORT, 'the audit has one head'); END;

-- ---------------------------------------------------------------------------------------------------------------------
-- The file's own settings, and the policies in force over time.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The text of the policy is kept, so that a past day is judged by what was in force even if its file has gone.
CREATE TABLE policy_in_force (
    id       INTEGER PRIMARY KEY,
    from_day TEXT UNIQUE CHECK (from_day IS date(from_day)), -- none for the first: it holds for all earlier time
    name     TEXT NOT NULL,
    text     TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX policy_first ON policy_in_force (from_day IS NULL) WHERE from_day IS NULL;

-- ---------------------------------------------------------------------------------------------------------------------
-- Workers.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE worker (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    reference      TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (reference = trim(reference) AND reference <> ''),
    name           TEXT NOT NULL,
    name_key       TEXT NOT NULL,                      -- the name without case and accents, to be matched
    role           TEXT NOT NULL CHECK (role LIKE 'other: _%' OR role IN (
                       'social_worker', 'senior_social_worker', 'advanced_practitioner', 'newly_qualified',
                       'practice_supervisor', 'assistant_team_manager', 'family_support_worker', 'personal_adviser',
                       'student')),
    fte            INTEGER NOT NULL CHECK (fte BETWEEN 1 AND 150), -- hundredths; 100 is full time
    joined_on      TEXT NOT NULL CHECK (joined_on IS date(joined_on)),
    joined_assumed INTEGER NOT NULL DEFAULT 0 CHECK (joined_assumed IN (0, 1)), -- a guess made by an import
    left_on        TEXT CHECK (left_on IS date(left_on)),          -- the last day
    merged_into    INTEGER REFERENCES worker,                      -- a duplicate: the worker it turned out to be
    CHECK (left_on >= joined_on)
) STRICT;

CREATE INDEX worker_by_name ON worker (name_key);
CREATE INDEX worker_merged ON worker (merged_into) WHERE merged_into IS NOT NULL;

-- What a worker was called, or which reference they had, until it was corrected.
CREATE TABLE worker_was (
    id       INTEGER PRIMARY KEY,
    worker   INTEGER NOT NULL REFERENCES worker,
    what     TEXT NOT NULL CHECK (what IN ('name', 'reference')),
    was      TEXT NOT NULL,
    until_at TEXT NOT NULL
) STRICT;

CREATE INDEX worker_was_of ON worker_was (worker);
CREATE INDEX worker_was_called ON worker_was (what, was COLLATE NOCASE);

-- Stretches of closer supervision. Only the ASYE may have no last day: it then runs twelve months.
CREATE TABLE period (
    id            INTEGER PRIMARY KEY,
    worker        INTEGER NOT NULL REFERENCES worker,
    kind          TEXT NOT NULL CHECK (kind IN ('asye', 'return_to_work', 'role_change', 'personal')),
    why           TEXT NOT NULL DEFAULT '',
    interval_days INTEGER CHECK (interval_days BETWEEN 1 AND 366),
    from_day      TEXT NOT NULL CHECK (from_day IS date(from_day)),
    until_day     TEXT CHECK (until_day IS date(until_day)),
    UNIQUE (worker, kind, from_day),
    CHECK (kind = 'asye' OR until_day IS NOT NULL),
    CHECK (kind = 'personal' OR interval_days IS NULL),
    CHECK (until_day >= from_day)
) STRICT;

CREATE TABLE absence (
    id        INTEGER PRIMARY KEY,
    worker    INTEGER NOT NULL REFERENCES worker,
    kind      TEXT NOT NULL CHECK (kind IN ('leave', 'sickness', 'other')),
    from_day  TEXT NOT NULL CHECK (from_day IS date(from_day)),
    until_day TEXT CHECK (until_day IS date(until_day)),
    UNIQUE (worker, from_day),
    CHECK (until_day >= from_day)
) STRICT;

CREATE TABLE session (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    worker       INTEGER NOT NULL REFERENCES worker,
    kind         TEXT NOT NULL CHECK (kind IN ('one_to_one', 'group', 'joint', 'informal')),
    planned_for  TEXT CHECK (planned_for IS date(planned_for)),
    starts_at    TEXT CHECK (starts_at GLOB '[0-2][0-9]:[0-5][0-9]'),
    status       TEXT NOT NULL CHECK (status IN ('planned', 'held', 'cancelled', 'missed')),
    held_on      TEXT CHECK (held_on IS date(held_on)),
    minutes      INTEGER CHECK (minutes BETWEEN 0 AND 65535),
    cancelled_by TEXT CHECK (cancelled_by IN ('supervisor', 'supervisee', 'service')),
    reason       TEXT NOT NULL DEFAULT '',
    CHECK ((status = 'held') = (held_on IS NOT NULL)),
    CHECK (status = 'held' OR minutes IS NULL),
    CHECK (status = 'cancelled' OR cancelled_by IS NULL),
    CHECK (status IN ('held', 'cancelled') OR planned_for IS NOT NULL)
) STRICT;

-- The last one held and the next one planned are found without walking the history, and so are the team's last months.
CREATE INDEX session_held ON session (worker, kind, held_on) WHERE held_on IS NOT NULL;
CREATE INDEX session_held_day ON session (held_on, kind, worker) WHERE held_on IS NOT NULL;
CREATE INDEX session_planned ON session (worker, kind, planned_for) WHERE status = 'planned';
CREATE INDEX session_day ON session (coalesce(held_on, planned_for));
CREATE INDEX session_worker_day ON session (worker, coalesce(held_on, planned_for));

-- ---------------------------------------------------------------------------------------------------------------------
-- Children.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE child (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    reference   TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (reference = trim(reference) AND reference <> ''),
    name        TEXT,
    name_key    TEXT NOT NULL DEFAULT '',
    born_on     TEXT CHECK (born_on IS date(born_on)),
    family      TEXT,                                        -- what brothers and sisters share
    merged_into INTEGER REFERENCES child,                    -- a duplicate: the child it turned out to be
    -- Kept by trigger, so that nobody's history is read to know how things stand: the last status and its first day,
    -- and that day again where the status is closed.
    last_status TEXT,
    last_since  TEXT CHECK (last_since IS date(last_since)),
    closed_on   TEXT CHECK (closed_on IS date(closed_on))
) STRICT;

-- Open children come first and together, with all that a list shows of them.
CREATE INDEX child_open ON child (merged_into, closed_on, id, last_since, last_status, reference, name, born_on, family)
    WHERE merged_into IS NULL;
CREATE INDEX child_family ON child (family) WHERE family IS NOT NULL;
CREATE INDEX child_by_name ON child (name_key) WHERE name_key <> '';
CREATE INDEX child_merged ON child (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE child_was (
    id       INTEGER PRIMARY KEY,
    child    INTEGER NOT NULL REFERENCES child,
    what     TEXT NOT NULL CHECK (what IN ('name', 'reference')),
    was      TEXT NOT NULL,
    until_at TEXT NOT NULL
) STRICT;

CREATE INDEX child_was_of ON child_was (child);
CREATE INDEX child_was_called ON child_was (what, was COLLATE NOCASE);

CREATE TABLE status_change (
    child  INTEGER NOT NULL REFERENCES child,
    since  TEXT NOT NULL CHECK (since IS date(since)),
    status TEXT NOT NULL CHECK (status IN (
               'contact', 'early_help', 'assessment', 'child_in_need', 'child_protection', 'pre_proceedings',
               'proceedings', 'in_care', 'care_leaver', 'private_fostering', 'closed')),
    PRIMARY KEY (child, since)
) STRICT, WITHOUT ROWID;

-- The child's own row follows the last status, so that open children are found without walking the closed ones.
CREATE TRIGGER status_change_added AFTER INSERT ON status_change
BEGIN
    UPDATE child SET (last_status, last_since, closed_on) = (
        SELECT status, since, CASE status WHEN 'closed' THEN since END FROM status_change
        WHERE child = NEW.child ORDER BY since DESC LIMIT 1) WHERE id = NEW.child;
END;

CREATE TRIGGER status_change_corrected AFTER UPDATE ON status_change
BEGIN
    UPDATE child SET (last_status, last_since, closed_on) = (
        SELECT status, since, CASE status WHEN 'closed' THEN since END FROM status_change
        WHERE child = NEW.child ORDER BY since DESC LIMIT 1) WHERE id = NEW.child;
    UPDATE child SET (last_status, last_since, closed_on) = (
        SELECT status, since, CASE status WHEN 'closed' THEN since END FROM status_change
        WHERE child = OLD.child ORDER BY since DESC LIMIT 1) WHERE id = OLD.child AND OLD.child <> NEW.child;
END;

CREATE TRIGGER status_change_removed AFTER DELETE ON status_change
BEGIN
    UPDATE child SET (last_status, last_since, closed_on) = (
        SELECT status, since, CASE status WHEN 'closed' THEN since END FROM status_change
        WHERE child = OLD.child ORDER BY since DESC LIMIT 1) WHERE id = OLD.child;
END;

CREATE TABLE allocation (
    id        INTEGER PRIMARY KEY,
    child     INTEGER NOT NULL REFERENCES child,
    worker    INTEGER NOT NULL REFERENCES worker,
    from_day  TEXT NOT NULL CHECK (from_day IS date(from_day)),
    until_day TEXT CHECK (until_day IS date(until_day)),
    assumed   INTEGER NOT NULL DEFAULT 0 CHECK (assumed IN (0, 1)), -- the first day is a guess made by an import
    UNIQUE (child, from_day),
    CHECK (until_day >= from_day)
) STRICT;

CREATE INDEX allocation_of_worker ON allocation (worker, until_day);
CREATE INDEX allocation_until ON allocation (until_day, child, worker, from_day, assumed);

CREATE TABLE assessment (
    id        INTEGER PRIMARY KEY,
    child     INTEGER NOT NULL REFERENCES child,
    start_day TEXT NOT NULL CHECK (start_day IS date(start_day)),
    end_day   TEXT CHECK (end_day IS date(end_day)),
    UNIQUE (child, start_day),
    CHECK (end_day >= start_day)
) STRICT;

CREATE INDEX assessment_until ON assessment (end_day, child, start_day);

-- A day on which a milestone of the child's plan happened. When the next is due is reckoned by the policy.
CREATE TABLE milestone (
    id     INTEGER PRIMARY KEY,
    child  INTEGER NOT NULL REFERENCES child,
    key    TEXT NOT NULL CHECK (key <> ''),               -- the policy's own: visit, review, core_group
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day)),
    UNIQUE (child, key, on_day)
) STRICT;

-- One that had been entered in error: it counts no longer, and stays to be read.
CREATE TABLE milestone_taken_back (
    id       INTEGER PRIMARY KEY,
    child    INTEGER NOT NULL REFERENCES child,
    key      TEXT NOT NULL CHECK (key <> ''),
    on_day   TEXT NOT NULL CHECK (on_day IS date(on_day)),
    taken_on TEXT NOT NULL CHECK (taken_on IS date(taken_on)),
    why      TEXT NOT NULL CHECK (trim(why) <> '')
) STRICT;

CREATE INDEX milestone_taken_back_child ON milestone_taken_back (child, taken_on);

-- ---------------------------------------------------------------------------------------------------------------------
-- Drafts: changed at will, meeting nothing until signed. A child may have several.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE draft (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    form           TEXT NOT NULL,
    child          INTEGER NOT NULL REFERENCES child,
    decided_on     TEXT NOT NULL CHECK (decided_on IS date(decided_on)),
    decided_by     TEXT,
    took_part      TEXT,
    reason         TEXT,
    checkpoint_day INTEGER,
    reviews        INTEGER REFERENCES oversight,
    begun_at       TEXT NOT NULL,
    saved_at       TEXT NOT NULL,
    left_at        TEXT                  -- where its writer was: a field's key, and how far into it
) STRICT;

CREATE INDEX draft_of ON draft (child, decided_on);

-- One answer to one field. `value` is the words themselves (`lines`: parted by line ends), the code of a choice, the
-- step as a figure, the day, or for `actions` the rows as JSON.
CREATE TABLE draft_answer (
    id    INTEGER PRIMARY KEY,
    draft INTEGER NOT NULL REFERENCES draft ON DELETE CASCADE,
    field TEXT NOT NULL,
    kind  TEXT NOT NULL CHECK (kind IN ('text', 'lines', 'choice', 'tags', 'step', 'day', 'actions')),
    value TEXT NOT NULL,
    UNIQUE (draft, field)
) STRICT;

-- What is kept with a draft beside its answers: the statements of the standard that its writer has answered, and words
-- typed where a day belongs that were not understood as one; and findings that were left as they are, with why. A row of the action table has its place, from 0.
CREATE TABLE draft_statement (
    draft INTEGER NOT NULL REFERENCES draft ON DELETE CASCADE,
    key   TEXT NOT NULL,
    met   INTEGER NOT NULL CHECK (met IN (0, 1)),
    note  TEXT NOT NULL,
    PRIMARY KEY (draft, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft_left (
    draft   INTEGER NOT NULL REFERENCES draft ON DELETE CASCADE,
    place   INTEGER NOT NULL,
    finding TEXT NOT NULL,
    section TEXT NOT NULL,
    excerpt TEXT NOT NULL,
    marked  INTEGER NOT NULL CHECK (marked IN (0, 1)),
    why     TEXT NOT NULL,
    PRIMARY KEY (draft, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft_unread (
    id    INTEGER PRIMARY KEY,
    draft INTEGER NOT NULL REFERENCES draft ON DELETE CASCADE,
    field TEXT NOT NULL,
    place INTEGER CHECK (place >= 0),
    words TEXT NOT NULL
) STRICT;

CREATE INDEX draft_unread_of ON draft_unread (draft, field, place);

-- ---------------------------------------------------------------------------------------------------------------------
-- Signed management oversight. Answers and statements are written first and the record last: it seals them.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE oversight (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    form           TEXT NOT NULL,
    child          INTEGER NOT NULL REFERENCES child,
    decided_on     TEXT NOT NULL CHECK (decided_on IS date(decided_on)),
    decided_by     TEXT,
    took_part      TEXT,
    reason         TEXT CHECK (reason LIKE 'other: _%' OR reason IN (
                       'supervision', 'assessment_checkpoint', 'review_of_earlier_direction', 'allocation', 'transfer',
                       'closure', 'change_in_circumstances', 'strategy_discussion', 'conference_or_core_group',
                       'legal_planning', 'placement_change', 'missing_or_exploited', 'visit_not_made',
                       'concern_about_drift', 'audit_finding', 'worker_request')),
    checkpoint_day INTEGER CHECK (checkpoint_day BETWEEN 0 AND 65535),
    reviews        INTEGER REFERENCES oversight,
    review_on      TEXT CHECK (review_on IS date(review_on)),
    threshold      TEXT CHECK (threshold IN (
                       'early_help', 's17', 's47', 's20', 's31', 'step_down', 'close', 'none_met')),
    likelihood     INTEGER CHECK (likelihood BETWEEN 1 AND 4),
    significance   INTEGER CHECK (significance BETWEEN 1 AND 4),
    imminence      INTEGER CHECK (imminence BETWEEN 1 AND 4),
    signed_by      TEXT NOT NULL,
    signed_at      TEXT NOT NULL,
    imported       INTEGER NOT NULL CHECK (imported IN (0, 1)), -- history from another system: it is what it is
    from_draft     INTEGER,                                     -- the draft it was, which is no more
    digest         TEXT NOT NULL,                               -- SHA-256 of the head, the answers and the statements
    act            INTEGER NOT NULL REFERENCES audit DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- The first three hold all that due dates are reckoned from, so that Today reads no page of a record's own: by child,
-- and what is recent or still to be reviewed of all children together.
-- What is in another form is a lens on its own: it meets nothing and is no footprint.
CREATE INDEX oversight_of ON oversight (child, decided_on, checkpoint_day, reviews, review_on) WHERE form = 'oversight';
CREATE INDEX oversight_day ON oversight (decided_on, child, checkpoint_day, reviews, review_on) WHERE form = 'oversight';
CREATE INDEX oversight_review ON oversight (review_on, decided_on, child, checkpoint_day, reviews)
    WHERE form = 'oversight' AND review_on IS NOT NULL;
CREATE INDEX oversight_reviews ON oversight (reviews) WHERE reviews IS NOT NULL;
CREATE INDEX oversight_lens ON oversight (child, decided_on) WHERE form <> 'oversight';
CREATE INDEX oversight_act ON oversight (act);

CREATE TABLE form_answer (
    id        INTEGER PRIMARY KEY,
    oversight INTEGER NOT NULL REFERENCES oversight DEFERRABLE INITIALLY DEFERRED,
    field     TEXT NOT NULL,
    kind      TEXT NOT NULL CHECK (kind IN ('text', 'lines', 'choice', 'tags', 'step', 'day', 'actions')),
    value     TEXT NOT NULL,
    UNIQUE (oversight, field)
) STRICT;

-- How the nine statements of the standard were answered before signing.
CREATE TABLE statement (
    oversight INTEGER NOT NULL REFERENCES oversight DEFERRABLE INITIALLY DEFERRED,
    place     INTEGER NOT NULL,
    key       TEXT NOT NULL,
    met       INTEGER NOT NULL CHECK (met IN (0, 1)),
    note      TEXT NOT NULL,
    PRIMARY KEY (oversight, place)
) STRICT, WITHOUT ROWID;

-- What was worth a look before signing, and was left: by a command of its own (marked), or by signing.
CREATE TABLE looked_at (
    oversight INTEGER NOT NULL REFERENCES oversight DEFERRABLE INITIALLY DEFERRED,
    place     INTEGER NOT NULL,
    finding   TEXT NOT NULL,
    section   TEXT NOT NULL CHECK (section <> ''), -- one of the five, or a field beside them: anchor.story
    excerpt   TEXT NOT NULL,
    marked    INTEGER NOT NULL CHECK (marked IN (0, 1)),
    why       TEXT NOT NULL,
    PRIMARY KEY (oversight, place)
) STRICT, WITHOUT ROWID;

-- What was added later. A withdrawal is an addendum: the record stays, plainly marked, and meets nothing.
CREATE TABLE addendum (
    id        INTEGER PRIMARY KEY,
    oversight INTEGER NOT NULL REFERENCES oversight,
    day       TEXT NOT NULL CHECK (day IS date(day)),
    text      TEXT NOT NULL,
    withdraws INTEGER NOT NULL CHECK (withdraws IN (0, 1)),
    signed_by TEXT NOT NULL,
    signed_at TEXT NOT NULL,
    digest    TEXT NOT NULL,
    act       INTEGER NOT NULL REFERENCES audit DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX addendum_to ON addendum (oversight);
CREATE UNIQUE INDEX addendum_withdraws ON addendum (oversight) WHERE withdraws = 1;
CREATE INDEX addendum_act ON addendum (act);

-- What is being added and not signed yet: one to a record, saved while its writer thinks, as a draft is.
CREATE TABLE begun_addition (
    oversight INTEGER PRIMARY KEY REFERENCES oversight,
    text      TEXT NOT NULL,
    saved_at  TEXT NOT NULL
) STRICT;

-- A signed record refuses a change, a removal and a replacement. The insert triggers are needed too: INSERT OR REPLACE
-- would otherwise walk past the others wherever recursive triggers are off.
CREATE TRIGGER oversight_keeps BEFORE UPDATE ON oversight
BEGIN SELECT RAISE(ABORT, 'a signed record never changes'); END;
CREATE TRIGGER oversight_stays BEFORE DELETE ON oversight
BEGIN SELECT RAISE(ABORT, 'a signed record stays'); END;
CREATE TRIGGER oversight_once BEFORE INSERT ON oversight
WHEN EXISTS (SELECT 1 FROM oversight WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a signed record is never replaced'); END;

CREATE TRIGGER form_answer_keeps BEFORE UPDATE ON form_answer
BEGIN SELECT RAISE(ABORT, 'a signed record never changes'); END;
CREATE TRIGGER form_answer_stays BEFORE DELETE ON form_answer
BEGIN SELECT RAISE(ABORT, 'a signed record stays'); END;
CREATE TRIGGER form_answer_once BEFORE INSERT ON form_answer
WHEN EXISTS (SELECT 1 FROM oversight WHERE id = NEW.oversight)
    OR EXISTS (SELECT 1 FROM form_answer WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM form_answer WHERE oversight = NEW.oversight AND field = NEW.field)
BEGIN SELECT RAISE(ABORT, 'a signed record is sealed'); END;

CREATE TRIGGER statement_keeps BEFORE UPDATE ON statement
BEGIN SELECT RAISE(ABORT, 'a signed record never changes'); END;
CREATE TRIGGER statement_stays BEFORE DELETE ON statement
BEGIN SELECT RAISE(ABORT, 'a signed record stays'); END;
CREATE TRIGGER statement_once BEFORE INSERT ON statement
WHEN EXISTS (SELECT 1 FROM oversight WHERE id = NEW.oversight)
    OR EXISTS (SELECT 1 FROM statement WHERE oversight = NEW.oversight AND place = NEW.place)
BEGIN SELECT RAISE(ABORT, 'a signed record is sealed'); END;

CREATE TRIGGER looked_at_keeps BEFORE UPDATE ON looked_at
BEGIN SELECT RAISE(ABORT, 'a signed record never changes'); END;
CREATE TRIGGER looked_at_stays BEFORE DELETE ON looked_at
BEGIN SELECT RAISE(ABORT, 'a signed record stays'); END;
CREATE TRIGGER looked_at_once BEFORE INSERT ON looked_at
WHEN EXISTS (SELECT 1 FROM oversight WHERE id = NEW.oversight)
    OR EXISTS (SELECT 1 FROM looked_at WHERE oversight = NEW.oversight AND place = NEW.place)
BEGIN SELECT RAISE(ABORT, 'a signed record is sealed'); END;

CREATE TRIGGER addendum_keeps BEFORE UPDATE ON addendum
BEGIN SELECT RAISE(ABORT, 'an addendum never changes'); END;
CREATE TRIGGER addendum_stays BEFORE DELETE ON addendum
BEGIN SELECT RAISE(ABORT, 'an addendum stays'); END;
CREATE TRIGGER addendum_once BEFORE INSERT ON addendum
WHEN EXISTS (SELECT 1 FROM addendum WHERE id = NEW.id)
    OR (NEW.withdraws = 1 AND EXISTS (SELECT 1 FROM addendum WHERE oversight = NEW.oversight AND withdraws = 1))
BEGIN SELECT RAISE(ABORT, 'an addendum is never replaced'); END;

-- ---------------------------------------------------------------------------------------------------------------------
-- Copied across: which signed records have been put into the authority's case system, and which exist only here. What
-- came in from another system is there already.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE copied_across (
    id        INTEGER PRIMARY KEY,
    oversight INTEGER NOT NULL REFERENCES oversight,
    day       TEXT NOT NULL CHECK (day IS date(day)),
    at        TEXT NOT NULL,
    who       TEXT NOT NULL,
    system    TEXT NOT NULL                              -- what the policy calls the case system; may be empty
) STRICT;

CREATE INDEX copied_across_of ON copied_across (oversight, id);

-- Kept by trigger, so that counting what exists only here never walks the records.
CREATE TABLE only_here (
    oversight  INTEGER PRIMARY KEY NOT NULL REFERENCES oversight,
    decided_on TEXT NOT NULL
) STRICT;

CREATE INDEX only_here_day ON only_here (decided_on);

CREATE TRIGGER oversight_only_here AFTER INSERT ON oversight WHEN NEW.imported = 0
BEGIN INSERT INTO only_here VALUES (NEW.id, NEW.decided_on); END;

CREATE TRIGGER copied_across_added AFTER INSERT ON copied_across
BEGIN DELETE FROM only_here WHERE oversight = NEW.oversight; END;

-- What is added later is not there yet; a record withdrawn before it was ever copied need not go.
CREATE TRIGGER addendum_only_here AFTER INSERT ON addendum
BEGIN
    INSERT OR IGNORE INTO only_here SELECT id, decided_on FROM oversight WHERE id = NEW.oversight AND imported = 0;
    DELETE FROM only_here WHERE oversight = NEW.oversight AND NEW.withdraws = 1
        AND NOT EXISTS (SELECT 1 FROM copied_across WHERE oversight = NEW.oversight);
END;

CREATE TRIGGER copied_across_keeps BEFORE UPDATE ON copied_across
BEGIN SELECT RAISE(ABORT, 'the ledger of what was copied only grows'); END;

-- ---------------------------------------------------------------------------------------------------------------------
-- Actions. The row is how it stands now; the events are how it came to, so that a past day can be asked about.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE action (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    child         INTEGER REFERENCES child,
    worker        INTEGER REFERENCES worker,
    record        INTEGER REFERENCES oversight,
    change_needed TEXT NOT NULL DEFAULT '',
    action        TEXT NOT NULL,
    owner         TEXT NOT NULL,
    owner_key     TEXT NOT NULL,                      -- the owner without case and accents, to be matched
    owner_worker  INTEGER REFERENCES worker,
    agreed_on     TEXT CHECK (agreed_on IS date(agreed_on)), -- not known before that day; none: always known
    first_due_on  TEXT NOT NULL CHECK (first_due_on IS date(first_due_on)),
    due_on        TEXT NOT NULL CHECK (due_on IS date(due_on)),
    redated       INTEGER NOT NULL DEFAULT 0 CHECK (redated >= 0),  -- how often it was moved later: its drift
    status        TEXT NOT NULL CHECK (status IN ('open', 'done', 'not_done', 'superseded')),
    closed_on     TEXT CHECK (closed_on IS date(closed_on)),
    difference    TEXT NOT NULL DEFAULT '',
    -- An escalation: to whom, under which protocol, and the action it is about. An answer is wanted by its date; the answer
    -- is what it is closed with.
    escalated_to  TEXT CHECK (escalated_to <> ''),
    protocol      TEXT,
    escalates     INTEGER REFERENCES action,
    CHECK ((escalated_to IS NULL) = (protocol IS NULL)),
    CHECK (escalates IS NULL OR escalated_to IS NOT NULL),
    CHECK ((child IS NULL) <> (worker IS NULL)),
    CHECK ((status = 'open') = (closed_on IS NULL))
) STRICT;

-- What is open, in full: beside all that was ever closed it is little, and Today reads it whole.
CREATE INDEX action_open ON action (closed_on, due_on, child, worker, record, owner_worker, first_due_on, redated,
    agreed_on, owner, action, change_needed, escalated_to, protocol, escalates) WHERE closed_on IS NULL;
CREATE INDEX action_closed ON action (closed_on) WHERE closed_on IS NOT NULL;
CREATE INDEX action_of_child ON action (child, due_on) WHERE child IS NOT NULL;
CREATE INDEX action_of_worker ON action (worker, due_on) WHERE worker IS NOT NULL;
CREATE INDEX action_of_record ON action (record) WHERE record IS NOT NULL;
CREATE INDEX action_owned ON action (owner_worker, closed_on) WHERE owner_worker IS NOT NULL;
CREATE INDEX action_escalates ON action (escalates) WHERE escalates IS NOT NULL;
-- What was left undone or carried forward, in the words that a later one may say again.
CREATE INDEX action_left ON action (child, worker, action, status, escalated_to)
    WHERE status IN ('not_done', 'superseded') AND escalated_to IS NULL;
CREATE INDEX action_asked ON action (coalesce(agreed_on, first_due_on));
CREATE INDEX action_unlinked ON action (owner_key) WHERE owner_worker IS NULL;

CREATE TABLE action_event (
    id            INTEGER PRIMARY KEY,
    action        INTEGER NOT NULL REFERENCES action,
    day           TEXT NOT NULL CHECK (day IS date(day)),
    what          TEXT NOT NULL CHECK (what IN ('redated', 'closed', 'reopened', 'put_right', 'decided', 'escalated')),
    due_was       TEXT CHECK (due_was IS date(due_was)),             -- redated: from when
    due_on        TEXT CHECK (due_on IS date(due_on)),               -- redated: to when
    status        TEXT CHECK (status IN ('done', 'not_done', 'superseded')), -- closed as; reopened from
    closed_on     TEXT CHECK (closed_on IS date(closed_on)),         -- reopened: the day it had been closed
    note          TEXT NOT NULL DEFAULT '',                          -- why; for a reopening, the note it was closed with
    superseded_by INTEGER REFERENCES action,                         -- escalated: the action that waits for the answer
    -- Put right: what was to change, what was to be done and by whom, until that day.
    needed_was    TEXT,
    action_was    TEXT,
    owner_was     TEXT,
    owner_worker_was INTEGER REFERENCES worker,
    CHECK (what <> 'redated' OR (due_was IS NOT NULL AND due_on IS NOT NULL)),
    CHECK ((what IN ('closed', 'reopened')) = (status IS NOT NULL)),
    CHECK (what NOT IN ('decided', 'escalated') OR note <> ''),
    CHECK ((what = 'put_right') = (needed_was IS NOT NULL AND action_was IS NOT NULL AND owner_was IS NOT NULL))
) STRICT;

CREATE INDEX action_event_of ON action_event (action, id);
CREATE INDEX action_event_day ON action_event (day);
CREATE INDEX action_event_owned ON action_event (owner_worker_was, day) WHERE owner_worker_was IS NOT NULL;

-- ---------------------------------------------------------------------------------------------------------------------
-- A session beyond its day: how and where it is or was, and the children thought about in it. What was said of a child
-- stands in that child's own oversight, never here.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE session_setting (
    session         INTEGER PRIMARY KEY REFERENCES session,
    how             TEXT CHECK (how IN ('in_person', 'video', 'phone')),
    place           TEXT NOT NULL DEFAULT '',
    minutes_planned INTEGER CHECK (minutes_planned BETWEEN 1 AND 480),
    interrupted     INTEGER NOT NULL DEFAULT 0 CHECK (interrupted IN (0, 1))
) STRICT;

CREATE TABLE session_child (
    session INTEGER NOT NULL REFERENCES session,
    child   INTEGER NOT NULL REFERENCES child,
    draft   INTEGER REFERENCES draft ON DELETE SET NULL, -- the child's oversight begun in the session
    record  INTEGER REFERENCES oversight,                -- and once it was signed
    PRIMARY KEY (session, child)
) STRICT, WITHOUT ROWID;

CREATE INDEX session_child_of ON session_child (child);
CREATE INDEX session_child_draft ON session_child (draft) WHERE draft IS NOT NULL;
CREATE INDEX session_child_record ON session_child (record) WHERE record IS NOT NULL;

-- ---------------------------------------------------------------------------------------------------------------------
-- The worker's own file: supervision records, the agreement, observations, appraisals, the development plan. None of
-- these tables names a child, and no table of a child's record points here: that is the wall between the two.
-- ---------------------------------------------------------------------------------------------------------------------

-- A draft while `signed_at` is empty; sealed from then on. Answers are written before it is signed.
CREATE TABLE worker_record (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    form      TEXT NOT NULL,
    worker    INTEGER NOT NULL REFERENCES worker,
    session   INTEGER REFERENCES session,          -- the session it records, if it records one
    entered_session INTEGER NOT NULL DEFAULT 0 CHECK (entered_session IN (0, 1)), -- whether that one was entered to begin it
    day       TEXT NOT NULL CHECK (day IS date(day)),
    begun_at  TEXT NOT NULL,
    saved_at  TEXT NOT NULL,
    left_at   TEXT,                                -- where its writer was: a field's key, and how far into it
    signed_by TEXT,
    signed_at TEXT,
    digest    TEXT,                                -- SHA-256 of the head and the answers
    act       INTEGER REFERENCES audit DEFERRABLE INITIALLY DEFERRED,
    CHECK ((signed_at IS NULL) = (signed_by IS NULL)),
    CHECK ((signed_at IS NULL) = (digest IS NULL)),
    CHECK ((signed_at IS NULL) = (act IS NULL))
) STRICT;

CREATE INDEX worker_record_of ON worker_record (worker, form, day);
CREATE INDEX worker_record_draft ON worker_record (saved_at) WHERE signed_at IS NULL;
-- What the policy wants beside supervision is asked of everybody's file, on Today: the few of its records that count, the
-- withdrawn ones and the answers that hold a date lie together, apart from the supervision of all the years.
CREATE INDEX worker_record_wanted ON worker_record (form, worker, day, signed_at)
    WHERE signed_at IS NOT NULL AND form <> 'supervision';
CREATE UNIQUE INDEX worker_record_session ON worker_record (session, form) WHERE session IS NOT NULL;
CREATE INDEX worker_record_act ON worker_record (act) WHERE act IS NOT NULL;

CREATE TABLE worker_answer (
    id     INTEGER PRIMARY KEY,
    record INTEGER NOT NULL REFERENCES worker_record,
    field  TEXT NOT NULL,
    kind   TEXT NOT NULL CHECK (kind IN ('text', 'lines', 'choice', 'tags', 'step', 'day', 'actions')),
    value  TEXT NOT NULL,
    UNIQUE (record, field)
) STRICT;

CREATE INDEX worker_answer_wanted ON worker_answer (record, field, value) WHERE field IN ('renew_on', 'which_appraisal');

-- What happened to a signed record afterwards, each step dated and signed: shared with the worker, answered, settled,
-- added to, withdrawn.
CREATE TABLE worker_record_step (
    id        INTEGER PRIMARY KEY,
    record    INTEGER NOT NULL REFERENCES worker_record,
    day       TEXT NOT NULL CHECK (day IS date(day)),
    what      TEXT NOT NULL CHECK (what IN (
                  'shared', 'agreed', 'agreed_with_comment', 'disputed', 'settled', 'added', 'withdrawn')),
    words     TEXT NOT NULL,              -- the worker's comment or dispute; how it was settled; what is added; why withdrawn
    settled_how TEXT NOT NULL DEFAULT '', -- disputed: how it is to be settled
    signed_by TEXT NOT NULL,
    signed_at TEXT NOT NULL,
    digest    TEXT NOT NULL,
    act       INTEGER NOT NULL REFERENCES audit DEFERRABLE INITIALLY DEFERRED,
    CHECK (what IN ('shared', 'agreed') OR words <> ''),
    CHECK (what = 'disputed' OR settled_how = '')
) STRICT;

CREATE INDEX worker_record_step_of ON worker_record_step (record, id);
CREATE INDEX worker_record_step_act ON worker_record_step (act);
CREATE INDEX worker_record_withdrawn ON worker_record_step (record, day, what) WHERE what = 'withdrawn';

-- Signed records whose worker has not agreed yet, kept by trigger, so that they are found without walking the history.
CREATE TABLE worker_record_waiting (
    record    INTEGER PRIMARY KEY REFERENCES worker_record,
    shared_on TEXT CHECK (shared_on IS date(shared_on)),
    disputed  INTEGER NOT NULL DEFAULT 0 CHECK (disputed IN (0, 1))
) STRICT;

CREATE TRIGGER worker_record_waits AFTER UPDATE OF signed_at ON worker_record
WHEN OLD.signed_at IS NULL AND NEW.signed_at IS NOT NULL
BEGIN INSERT INTO worker_record_waiting (record) VALUES (NEW.id); END;
CREATE TRIGGER worker_record_is_shared AFTER INSERT ON worker_record_step WHEN NEW.what = 'shared'
BEGIN UPDATE worker_record_waiting SET shared_on = NEW.day WHERE record = NEW.record; END;
CREATE TRIGGER worker_record_is_disputed AFTER INSERT ON worker_record_step WHEN NEW.what = 'disputed'
BEGIN UPDATE worker_record_waiting SET disputed = 1 WHERE record = NEW.record; END;
CREATE TRIGGER worker_record_is_settled AFTER INSERT ON worker_record_step
WHEN NEW.what IN ('agreed', 'agreed_with_comment', 'settled', 'withdrawn')
BEGIN DELETE FROM worker_record_waiting WHERE record = NEW.record; END;

CREATE TRIGGER worker_record_keeps BEFORE UPDATE ON worker_record WHEN OLD.signed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a signed record never changes'); END;
CREATE TRIGGER worker_record_stays BEFORE DELETE ON worker_record WHEN OLD.signed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a signed record stays'); END;
CREATE TRIGGER worker_record_once BEFORE INSERT ON worker_record
WHEN EXISTS (SELECT 1 FROM worker_record WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM worker_record WHERE session = NEW.session AND form = NEW.form)
BEGIN SELECT RAISE(ABORT, 'a record is never replaced'); END;

CREATE TRIGGER worker_answer_keeps BEFORE UPDATE ON worker_answer
WHEN EXISTS (SELECT 1 FROM worker_record WHERE id IN (OLD.record, NEW.record) AND signed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a signed record never changes'); END;
CREATE TRIGGER worker_answer_stays BEFORE DELETE ON worker_answer
WHEN EXISTS (SELECT 1 FROM worker_record WHERE id = OLD.record AND signed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a signed record stays'); END;
CREATE TRIGGER worker_answer_once BEFORE INSERT ON worker_answer
WHEN EXISTS (SELECT 1 FROM worker_record WHERE id = NEW.record AND signed_at IS NOT NULL)
    OR EXISTS (SELECT 1 FROM worker_answer WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a signed record is sealed'); END;

CREATE TRIGGER worker_record_step_keeps BEFORE UPDATE ON worker_record_step
BEGIN SELECT RAISE(ABORT, 'what happened to a record never changes'); END;
CREATE TRIGGER worker_record_step_stays BEFORE DELETE ON worker_record_step
BEGIN SELECT RAISE(ABORT, 'what happened to a record stays'); END;
CREATE TRIGGER worker_record_step_once BEFORE INSERT ON worker_record_step
WHEN EXISTS (SELECT 1 FROM worker_record_step WHERE id = NEW.id)
    OR NOT EXISTS (SELECT 1 FROM worker_record WHERE id = NEW.record AND signed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'only a signed record is shared or answered'); END;

-- ---------------------------------------------------------------------------------------------------------------------
-- The ASYE beside its sessions: reviews held, observations noted by hand, extensions and pauses with their reasons, and how
-- it ended. It belongs to the worker's own file. Rows of one year are found by their day.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE asye_event (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    worker    INTEGER NOT NULL REFERENCES worker,
    day       TEXT NOT NULL CHECK (day IS date(day)),
    what      TEXT NOT NULL CHECK (what IN ('review', 'observed', 'feedback', 'extended', 'paused', 'ended')),
    months    INTEGER CHECK (months BETWEEN 1 AND 60),          -- review: which, by the months of the policy
    until_day TEXT CHECK (until_day IS date(until_day)),         -- extended: the new last day; paused: the last day of it
    outcome   TEXT CHECK (outcome IN ('passed', 'failed', 'left', 'not_assessed')),
    words     TEXT NOT NULL DEFAULT '',                          -- what was said, who watched, or why
    areas     TEXT NOT NULL DEFAULT '',                          -- of knowledge and skills that it shows: a code a line
    CHECK ((what = 'review') = (months IS NOT NULL)),
    CHECK ((what IN ('extended', 'paused')) = (until_day IS NOT NULL)),
    CHECK ((what = 'ended') = (outcome IS NOT NULL)),
    CHECK (what NOT IN ('extended', 'paused') OR words <> ''),
    CHECK (what IN ('observed', 'feedback') OR areas = ''),
    CHECK (until_day >= day)
) STRICT;

CREATE INDEX asye_event_of ON asye_event (worker, day);

-- ---------------------------------------------------------------------------------------------------------------------
-- Group and peer supervision. Everyone who came has a session of their own; what shifted belongs to the meeting, and a
-- child's page shows that child's facts and nothing else of it.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE group_session (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    kind    TEXT NOT NULL CHECK (kind IN ('group', 'peer')),
    held_on TEXT NOT NULL CHECK (held_on IS date(held_on)),
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 480),
    model   TEXT NOT NULL DEFAULT '',
    shifted TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX group_session_day ON group_session (held_on);

CREATE TABLE group_member (
    session       INTEGER PRIMARY KEY REFERENCES session,
    group_session INTEGER NOT NULL REFERENCES group_session
) STRICT;

CREATE INDEX group_member_of ON group_member (group_session);

CREATE TABLE group_child (
    group_session INTEGER NOT NULL REFERENCES group_session,
    child         INTEGER NOT NULL REFERENCES child,
    facts         TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (group_session, child)
) STRICT, WITHOUT ROWID;

CREATE INDEX group_child_of ON group_child (child);

-- ---------------------------------------------------------------------------------------------------------------------
-- Cover: the team handed over for some days. It changes no due date, and all of it comes back at the end.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE cover (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    from_day  TEXT NOT NULL CHECK (from_day IS date(from_day)),
    until_day TEXT NOT NULL CHECK (until_day IS date(until_day)),
    back_on   TEXT CHECK (back_on IS date(back_on)),      -- taken back before the last day
    taken_by  TEXT NOT NULL CHECK (taken_by <> ''),
    why       TEXT NOT NULL DEFAULT '',
    CHECK (until_day >= from_day)
) STRICT;

CREATE INDEX cover_days ON cover (until_day, from_day);

-- Whom somebody else takes, with the worker's children.
CREATE TABLE cover_share (
    cover    INTEGER NOT NULL REFERENCES cover,
    worker   INTEGER NOT NULL REFERENCES worker,
    taken_by TEXT NOT NULL CHECK (taken_by <> ''),
    PRIMARY KEY (cover, worker)
) STRICT, WITHOUT ROWID;

CREATE INDEX cover_share_of ON cover_share (worker);

-- ---------------------------------------------------------------------------------------------------------------------
-- The quality calendar: what the policy asks for in a month, done or not done with the reason. What has no row is open.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE quality_answer (
    month   TEXT NOT NULL CHECK (month IS date(month) AND month LIKE '____-__-01'),
    item    TEXT NOT NULL CHECK (item <> ''),          -- in the words of the policy
    done_on TEXT CHECK (done_on IS date(done_on)),
    reason  TEXT NOT NULL DEFAULT '',                  -- why it was not done
    PRIMARY KEY (month, item),
    CHECK ((done_on IS NULL) = (reason <> ''))
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------------------------------------------------------------
-- Quick capture: a line that was begun anywhere and is not sorted yet, and the notes that such lines became. A note about a
-- child belongs to the child's record, one about a worker to the worker's own file: two tables, so that no query reads both.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE capture (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    words    TEXT NOT NULL CHECK (words <> ''),
    child    INTEGER REFERENCES child,      -- who it seems to be about, as far as it is known
    worker   INTEGER REFERENCES worker,
    saved_at TEXT NOT NULL
) STRICT;

CREATE INDEX capture_child ON capture (child) WHERE child IS NOT NULL;
CREATE INDEX capture_worker ON capture (worker) WHERE worker IS NOT NULL;

CREATE TABLE child_note (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    child    INTEGER NOT NULL REFERENCES child,
    day      TEXT NOT NULL CHECK (day IS date(day)),
    words    TEXT NOT NULL CHECK (words <> ''),
    noted_by TEXT NOT NULL,
    dealt_on TEXT CHECK (dealt_on IS date(dealt_on))  -- nothing more is to be done about it; the words stay
) STRICT;

CREATE INDEX child_note_of ON child_note (child, day);

CREATE TABLE worker_note (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    worker   INTEGER NOT NULL REFERENCES worker,
    day      TEXT NOT NULL CHECK (day IS date(day)),
    words    TEXT NOT NULL CHECK (words <> ''),
    noted_by TEXT NOT NULL,
    dealt_on TEXT CHECK (dealt_on IS date(dealt_on))  -- nothing more is to be done about it; the words stay
) STRICT;

CREATE INDEX worker_note_of ON worker_note (worker, day);

-- A note is what was known on its day: it never changes, and goes only where it was noted by mistake and is taken back.
CREATE TRIGGER child_note_keeps BEFORE UPDATE OF id, day, words, noted_by ON child_note
BEGIN SELECT RAISE(ABORT, 'a note never changes'); END;
CREATE TRIGGER child_note_stays BEFORE DELETE ON child_note
WHEN NOT EXISTS (SELECT 1 FROM taken_back
    WHERE act = (SELECT seq + 1 FROM audit_head) AND what = 'child_note' AND number = OLD.id)
BEGIN SELECT RAISE(ABORT, 'a note stays'); END;
CREATE TRIGGER worker_note_keeps BEFORE UPDATE OF id, day, words, noted_by ON worker_note
BEGIN SELECT RAISE(ABORT, 'a note never changes'); END;
CREATE TRIGGER worker_note_stays BEFORE DELETE ON worker_note
WHEN NOT EXISTS (SELECT 1 FROM taken_back
    WHERE act = (SELECT seq + 1 FROM audit_head) AND what = 'worker_note' AND number = OLD.id)
BEGIN SELECT RAISE(ABORT, 'a note stays'); END;

-- ---------------------------------------------------------------------------------------------------------------------
-- The walk of the list under way: each item by what tells it from every other, never by words, so that it can be gone on with
-- another day.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE walk_step (
    place    INTEGER PRIMARY KEY,
    item     TEXT NOT NULL UNIQUE,
    answer   TEXT NOT NULL CHECK (answer IN ('waiting', 'left', 'settled')),
    begun_on TEXT NOT NULL CHECK (begun_on IS date(begun_on)),
    child    INTEGER REFERENCES child,
    worker   INTEGER REFERENCES worker
) STRICT;

CREATE INDEX walk_step_child ON walk_step (child) WHERE child IS NOT NULL;
CREATE INDEX walk_step_worker ON walk_step (worker) WHERE worker IS NOT NULL;

-- ---------------------------------------------------------------------------------------------------------------------
-- What was undone. An act is taken back by an act of its own: each row that it had written or changed is kept here as it
-- was left, so that no history goes with it. Who an entry made by mistake was called is not kept.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE taken_back (
    id     INTEGER PRIMARY KEY,
    act    INTEGER NOT NULL REFERENCES audit DEFERRABLE INITIALLY DEFERRED, -- the undoing
    what   TEXT NOT NULL,                            -- the table it stood in
    number INTEGER,                                  -- its number there, if it had one
    held   TEXT NOT NULL,                            -- what stood in it, as JSON
    child  INTEGER REFERENCES child,                 -- whose it was: it goes with them
    worker INTEGER REFERENCES worker,
    record INTEGER REFERENCES oversight
) STRICT;

CREATE INDEX taken_back_act ON taken_back (act, what, number);
CREATE INDEX taken_back_child ON taken_back (child) WHERE child IS NOT NULL;
CREATE INDEX taken_back_worker ON taken_back (worker) WHERE worker IS NOT NULL;
CREATE INDEX taken_back_record ON taken_back (record) WHERE record IS NOT NULL;

-- But for what was said of somebody who turns out to have been entered by mistake.
CREATE TRIGGER taken_back_keeps BEFORE UPDATE ON taken_back
WHEN NEW.held <> '' OR (NEW.id, NEW.act, NEW.what, NEW.number) IS NOT (OLD.id, OLD.act, OLD.what, OLD.number)
    OR NOT EXISTS (SELECT 1 FROM taken_back WHERE act = (SELECT seq + 1 FROM audit_head)
        AND ((what = 'child' AND number = OLD.child) OR (what = 'worker' AND number = OLD.worker)))
BEGIN SELECT RAISE(ABORT, 'what was undone never changes'); END;
CREATE TRIGGER taken_back_stays BEFORE DELETE ON taken_back
BEGIN SELECT RAISE(ABORT, 'what was undone stays known'); END;
CREATE TRIGGER taken_back_once BEFORE INSERT ON taken_back
WHEN NEW.act <> (SELECT seq + 1 FROM audit_head) OR EXISTS (SELECT 1 FROM taken_back WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'what is undone is undone by the act under way'); END;

-- ---------------------------------------------------------------------------------------------------------------------
-- What was taken out for good, and what may not be. A purge leaves a tombstone for every signed thing that went: its
-- number and digest, and the act that had signed it, so that the trail can still be reckoned through.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE purge (
    id        INTEGER PRIMARY KEY,
    about     TEXT NOT NULL,                         -- the reference, never a name
    reason    TEXT NOT NULL CHECK (reason <> ''),
    day       TEXT NOT NULL CHECK (day IS date(day)),
    removed   TEXT NOT NULL,                         -- how many rows of each table
    purged_by TEXT NOT NULL,
    purged_at TEXT NOT NULL,
    digest    TEXT NOT NULL,                         -- SHA-256 of this row and its tombstones
    act       INTEGER NOT NULL REFERENCES audit DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE tombstone (
    id     INTEGER PRIMARY KEY,
    purge  INTEGER NOT NULL REFERENCES purge DEFERRABLE INITIALLY DEFERRED,
    what   TEXT NOT NULL,                            -- the table it stood in
    number INTEGER NOT NULL,
    digest TEXT NOT NULL,
    act    INTEGER NOT NULL REFERENCES audit         -- the act that had signed it
) STRICT;

CREATE TRIGGER purge_keeps BEFORE UPDATE ON purge
BEGIN SELECT RAISE(ABORT, 'a purge is never rewritten'); END;
CREATE TRIGGER purge_stays BEFORE DELETE ON purge
BEGIN SELECT RAISE(ABORT, 'a purge is never forgotten'); END;
CREATE TRIGGER purge_once BEFORE INSERT ON purge
WHEN EXISTS (SELECT 1 FROM purge WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a purge is never replaced'); END;

CREATE TRIGGER tombstone_keeps BEFORE UPDATE ON tombstone
BEGIN SELECT RAISE(ABORT, 'a tombstone never changes'); END;
CREATE TRIGGER tombstone_stays BEFORE DELETE ON tombstone
BEGIN SELECT RAISE(ABORT, 'a tombstone stays'); END;
CREATE TRIGGER tombstone_once BEFORE INSERT ON tombstone
WHEN EXISTS (SELECT 1 FROM tombstone WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM purge WHERE id = NEW.purge)
BEGIN SELECT RAISE(ABORT, 'a purge is sealed'); END;

CREATE TABLE legal_hold (
    id             INTEGER PRIMARY KEY,
    child          INTEGER REFERENCES child,
    worker         INTEGER REFERENCES worker,
    reason         TEXT NOT NULL CHECK (reason <> ''),
    set_by         TEXT NOT NULL,
    set_at         TEXT NOT NULL,
    lifted_because TEXT CHECK (lifted_because <> ''),
    lifted_by      TEXT,
    lifted_at      TEXT,
    CHECK ((child IS NULL) <> (worker IS NULL)),
    CHECK ((lifted_at IS NULL) = (lifted_because IS NULL))
) STRICT;

CREATE INDEX legal_hold_child ON legal_hold (child) WHERE child IS NOT NULL;
CREATE INDEX legal_hold_worker ON legal_hold (worker) WHERE worker IS NOT NULL;

-- ---------------------------------------------------------------------------------------------------------------------
-- Search. Each index follows its table by trigger and keeps no words of its own beside it. `secure-delete` takes
-- words that are discarded, put right or taken back out of the index at once. That of actions is the exception: each is
-- written anew as it is closed, which would cost too much in a large file, and the first removal switches it on there.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE VIRTUAL TABLE record_search USING fts5(value, content = 'form_answer', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
INSERT INTO record_search (record_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER record_search_added AFTER INSERT ON form_answer WHEN NEW.kind IN ('text', 'lines')
BEGIN INSERT INTO record_search (rowid, value) VALUES (NEW.id, NEW.value); END;

CREATE VIRTUAL TABLE addendum_search USING fts5(text, content = 'addendum', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
INSERT INTO addendum_search (addendum_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER addendum_search_added AFTER INSERT ON addendum
BEGIN INSERT INTO addendum_search (rowid, text) VALUES (NEW.id, NEW.text); END;

CREATE VIRTUAL TABLE draft_search USING fts5(value, content = 'draft_answer', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
INSERT INTO draft_search (draft_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER draft_search_added AFTER INSERT ON draft_answer WHEN NEW.kind IN ('text', 'lines')
BEGIN INSERT INTO draft_search (rowid, value) VALUES (NEW.id, NEW.value); END;
CREATE TRIGGER draft_search_removed AFTER DELETE ON draft_answer WHEN OLD.kind IN ('text', 'lines')
BEGIN INSERT INTO draft_search (draft_search, rowid, value) VALUES ('delete', OLD.id, OLD.value); END;
CREATE TRIGGER draft_search_changed AFTER UPDATE ON draft_answer
BEGIN
    INSERT INTO draft_search (draft_search, rowid, value)
    SELECT 'delete', OLD.id, OLD.value WHERE OLD.kind IN ('text', 'lines');
    INSERT INTO draft_search (rowid, value) SELECT NEW.id, NEW.value WHERE NEW.kind IN ('text', 'lines');
END;

CREATE VIRTUAL TABLE action_search USING fts5(action, change_needed, owner, difference,
    content = 'action', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
CREATE TRIGGER action_search_added AFTER INSERT ON action
BEGIN
    INSERT INTO action_search (rowid, action, change_needed, owner, difference)
    VALUES (NEW.id, NEW.action, NEW.change_needed, NEW.owner, NEW.difference);
END;
CREATE TRIGGER action_search_changed AFTER UPDATE OF action, change_needed, owner, difference ON action
BEGIN
    INSERT INTO action_search (action_search, rowid, action, change_needed, owner, difference)
    VALUES ('delete', OLD.id, OLD.action, OLD.change_needed, OLD.owner, OLD.difference);
    INSERT INTO action_search (rowid, action, change_needed, owner, difference)
    VALUES (NEW.id, NEW.action, NEW.change_needed, NEW.owner, NEW.difference);
END;
-- Removed only where it was entered by mistake and is taken back by the act under way.
CREATE TRIGGER action_stays BEFORE DELETE ON action
WHEN NOT EXISTS (SELECT 1 FROM taken_back
    WHERE act = (SELECT seq + 1 FROM audit_head) AND what = 'action' AND number = OLD.id)
BEGIN SELECT RAISE(ABORT, 'an action is closed, never removed'); END;
CREATE TRIGGER action_search_removed AFTER DELETE ON action
BEGIN INSERT INTO action_search (action_search, rowid, action, change_needed, owner, difference) VALUES ('delete', OLD.id, OLD.action, OLD.change_needed, OLD.owner, OLD.difference); END;

CREATE VIRTUAL TABLE worker_search USING fts5(name, reference, content = 'worker', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2');
INSERT INTO worker_search (worker_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER worker_search_added AFTER INSERT ON worker
BEGIN INSERT INTO worker_search (rowid, name, reference) VALUES (NEW.id, NEW.name, NEW.reference); END;
CREATE TRIGGER worker_search_changed AFTER UPDATE OF name, reference ON worker
BEGIN
    INSERT INTO worker_search (worker_search, rowid, name, reference)
    VALUES ('delete', OLD.id, OLD.name, OLD.reference);
    INSERT INTO worker_search (rowid, name, reference) VALUES (NEW.id, NEW.name, NEW.reference);
END;
-- Removed only where it was entered by mistake and is taken back by the act under way.
CREATE TRIGGER worker_stays BEFORE DELETE ON worker
WHEN NOT EXISTS (SELECT 1 FROM taken_back
    WHERE act = (SELECT seq + 1 FROM audit_head) AND what = 'worker' AND number = OLD.id)
BEGIN SELECT RAISE(ABORT, 'a worker leaves, and is never removed'); END;
CREATE TRIGGER worker_search_removed AFTER DELETE ON worker
BEGIN INSERT INTO worker_search (worker_search, rowid, name, reference) VALUES ('delete', OLD.id, OLD.name, OLD.reference); END;

CREATE VIRTUAL TABLE child_search USING fts5(name, reference, content = 'child', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2');
INSERT INTO child_search (child_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER child_search_added AFTER INSERT ON child
BEGIN INSERT INTO child_search (rowid, name, reference) VALUES (NEW.id, NEW.name, NEW.reference); END;
CREATE TRIGGER child_search_changed AFTER UPDATE OF name, reference ON child
BEGIN
    INSERT INTO child_search (child_search, rowid, name, reference)
    VALUES ('delete', OLD.id, OLD.name, OLD.reference);
    INSERT INTO child_search (rowid, name, reference) VALUES (NEW.id, NEW.name, NEW.reference);
END;
-- Removed only where it was entered by mistake and is taken back by the act under way.
CREATE TRIGGER child_stays BEFORE DELETE ON child
WHEN NOT EXISTS (SELECT 1 FROM taken_back
    WHERE act = (SELECT seq + 1 FROM audit_head) AND what = 'child' AND number = OLD.id)
BEGIN SELECT RAISE(ABORT, 'a child is closed, and is never removed'); END;
CREATE TRIGGER child_search_removed AFTER DELETE ON child
BEGIN INSERT INTO child_search (child_search, rowid, name, reference) VALUES ('delete', OLD.id, OLD.name, OLD.reference); END;

-- The worker's own file has indexes of its own: a search that leads to a child never reads them.
CREATE VIRTUAL TABLE worker_answer_search USING fts5(value, content = 'worker_answer', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
INSERT INTO worker_answer_search (worker_answer_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER worker_answer_search_added AFTER INSERT ON worker_answer WHEN NEW.kind IN ('text', 'lines')
BEGIN INSERT INTO worker_answer_search (rowid, value) VALUES (NEW.id, NEW.value); END;
CREATE TRIGGER worker_answer_search_removed AFTER DELETE ON worker_answer WHEN OLD.kind IN ('text', 'lines')
BEGIN INSERT INTO worker_answer_search (worker_answer_search, rowid, value) VALUES ('delete', OLD.id, OLD.value); END;
CREATE TRIGGER worker_answer_search_changed AFTER UPDATE ON worker_answer
BEGIN
    INSERT INTO worker_answer_search (worker_answer_search, rowid, value)
    SELECT 'delete', OLD.id, OLD.value WHERE OLD.kind IN ('text', 'lines');
    INSERT INTO worker_answer_search (rowid, value) SELECT NEW.id, NEW.value WHERE NEW.kind IN ('text', 'lines');
END;

CREATE VIRTUAL TABLE child_note_search USING fts5(words, content = 'child_note', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
INSERT INTO child_note_search (child_note_search, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER child_note_search_added AFTER INSERT ON child_note
BEGIN INSERT INTO child_note_search (rowid, words) VALUES (NEW.id, NEW.words); END;
CREATE TRIGGER child_note_search_removed AFTER DELETE ON child_note
BEGIN INSERT INTO child_note_search (child_note_search, rowid, words) VALUES ('delete', OLD.id, OLD.words); END;

CREATE VIRTUAL TABLE worker_note_search USING fts5(words, content = 'worker_note', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
INSERT INTO worker_note_search (worker_note_search, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER worker_note_search_added AFTER INSERT ON worker_note
BEGIN INSERT INTO worker_note_search (rowid, words) VALUES (NEW.id, NEW.words); END;
CREATE TRIGGER worker_note_search_removed AFTER DELETE ON worker_note
BEGIN INSERT INTO worker_note_search (worker_note_search, rowid, words) VALUES ('delete', OLD.id, OLD.words); END;

CREATE VIRTUAL TABLE worker_step_search USING fts5(words, settled_how, content = 'worker_record_step',
    content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
INSERT INTO worker_step_search (worker_step_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER worker_step_search_added AFTER INSERT ON worker_record_step
BEGIN INSERT INTO worker_step_search (rowid, words, settled_how) VALUES (NEW.id, NEW.words, NEW.settled_how); END;
