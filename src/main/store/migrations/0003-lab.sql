-- Studies: questions about a finished run that take many trainings. Each finished unit of work is
-- kept, so that a study goes on where it stood.

CREATE TABLE studies (
  id          TEXT PRIMARY KEY,
  run_id      TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  kind        TEXT NOT NULL,
  spec        TEXT NOT NULL CHECK (json_valid(spec)),
  -- whether it may look at the test part: what was open when it was asked
  test_open   INTEGER NOT NULL CHECK (test_open IN (0, 1)),
  state       TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'interrupted', 'finished',
                                             'failed', 'cancelled')),
  reason      TEXT,
  -- units of work in all; null before they were counted
  total       INTEGER,
  created_at  TEXT NOT NULL,
  finished_at TEXT,
  results     TEXT CHECK (results IS NULL OR json_valid(results)),
  -- the app means to work at it: the lowest is next
  place       INTEGER,
  -- the process that works at it
  pid         INTEGER,
  started     TEXT,
  host        TEXT
) STRICT;
CREATE INDEX studies_by_run ON studies (run_id, created_at);

CREATE TABLE study_units (
  study_id TEXT NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  seconds  REAL NOT NULL,
  data     TEXT NOT NULL CHECK (json_valid(data)),
  PRIMARY KEY (study_id, position)
) STRICT, WITHOUT ROWID;

-- The diary: each forecast as it was frozen, in a chain of hashes. No reference to runs or series,
-- on purpose: it outlives them. `hash` is the SHA-256 of `previous`, a line feed and `payload`.
CREATE TABLE diary (
  -- never given twice: what was ever held stays known when rows are cut off the end
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  previous TEXT NOT NULL,
  hash     TEXT NOT NULL,
  payload  TEXT NOT NULL
) STRICT;

CREATE TRIGGER diary_stays BEFORE DELETE ON diary
  BEGIN SELECT RAISE(ABORT, 'a frozen forecast is immutable'); END;
CREATE TRIGGER diary_keeps BEFORE UPDATE ON diary
  BEGIN SELECT RAISE(ABORT, 'a frozen forecast is immutable'); END;

-- Beside predictions of the watched part: recursive paths with the same epoch's weights, model
-- space, float32. Null where none were kept: runs from before.
ALTER TABLE watched ADD COLUMN hindcast BLOB;
ALTER TABLE watched ADD COLUMN forecast BLOB;

-- So many seeds are to be studied once the run is finished; null when that was asked, or nobody wants it.
ALTER TABLE runs ADD COLUMN seeds_due INTEGER CHECK (seeds_due >= 2);
