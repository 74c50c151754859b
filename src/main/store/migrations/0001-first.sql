-- The first schema. Instants are ISO 8601 in UTC, days are YYYY-MM-DD, numbers in blobs are
-- little-endian (see docs/store.md). A migration runs in one transaction with user_version.
PRAGMA application_id = 0x48494E44; -- 'HIND'

-- Series and their immutable revisions -----------------------------------------------------

CREATE TABLE series (
  id         INTEGER PRIMARY KEY,
  symbol     TEXT NOT NULL,
  source     TEXT NOT NULL CHECK (source IN ('yahoo', 'csv', 'simulated')),
  -- The state the source was last seen in; history may return to an older revision.
  latest_id  INTEGER REFERENCES revisions (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL,
  UNIQUE (symbol, source)
) STRICT;

CREATE TABLE revisions (
  id         INTEGER PRIMARY KEY,
  series_id  INTEGER NOT NULL REFERENCES series (id),
  hash       TEXT NOT NULL CHECK (length(hash) = 64),
  created_at TEXT NOT NULL,
  as_of      TEXT NOT NULL,
  stamp      TEXT,
  count      INTEGER NOT NULL CHECK (count > 0),
  first      TEXT NOT NULL,
  last       TEXT NOT NULL,
  name       TEXT,
  currency   TEXT,
  exchange   TEXT,
  file       TEXT,
  UNIQUE (series_id, hash)
) STRICT;

-- Up to 512 values of one column, kept once however many revisions share them.
CREATE TABLE bar_chunks (
  id   INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  data BLOB NOT NULL
) STRICT;

CREATE TABLE revision_chunks (
  revision_id INTEGER NOT NULL REFERENCES revisions (id) DEFERRABLE INITIALLY DEFERRED,
  -- 0 date, 1 open, 2 high, 3 low, 4 close, 5 adjusted, 6 volume
  field       INTEGER NOT NULL CHECK (field BETWEEN 0 AND 6),
  position    INTEGER NOT NULL,
  chunk_id    INTEGER NOT NULL REFERENCES bar_chunks (id),
  PRIMARY KEY (revision_id, field, position)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER revisions_stay BEFORE DELETE ON revisions
  BEGIN SELECT RAISE(ABORT, 'a revision is immutable'); END;
CREATE TRIGGER revisions_keep BEFORE UPDATE ON revisions
  BEGIN SELECT RAISE(ABORT, 'a revision is immutable'); END;
CREATE TRIGGER chunks_stay BEFORE DELETE ON bar_chunks
  BEGIN SELECT RAISE(ABORT, 'a revision is immutable'); END;
CREATE TRIGGER chunks_keep BEFORE UPDATE ON bar_chunks
  BEGIN SELECT RAISE(ABORT, 'a revision is immutable'); END;
CREATE TRIGGER revision_chunks_stay BEFORE DELETE ON revision_chunks
  BEGIN SELECT RAISE(ABORT, 'a revision is immutable'); END;
CREATE TRIGGER revision_chunks_keep BEFORE UPDATE ON revision_chunks
  BEGIN SELECT RAISE(ABORT, 'a revision is immutable'); END;
-- Chunks come before their revision; once it stands, none may be added.
CREATE TRIGGER revision_chunks_closed BEFORE INSERT ON revision_chunks
  WHEN EXISTS (SELECT 1 FROM revisions WHERE id = NEW.revision_id)
  BEGIN SELECT RAISE(ABORT, 'a revision is immutable'); END;

CREATE TABLE fetches (
  id          INTEGER PRIMARY KEY,
  symbol      TEXT NOT NULL,
  source      TEXT NOT NULL,
  at          TEXT NOT NULL,
  first       TEXT,
  last        TEXT,
  -- 'done', or the kind of the failure
  outcome     TEXT NOT NULL,
  bars        INTEGER NOT NULL DEFAULT 0,
  revision_id INTEGER REFERENCES revisions (id)
) STRICT;
CREATE INDEX fetches_by_symbol ON fetches (symbol, source, at);

-- Experiments and runs ---------------------------------------------------------------------

CREATE TABLE experiments (
  id       INTEGER PRIMARY KEY,
  -- SHA-256 of the specification as canonical JSON
  hash     TEXT NOT NULL UNIQUE,
  -- the same without its seed: what counts as one try
  try_hash TEXT NOT NULL,
  spec     TEXT NOT NULL CHECK (json_valid(spec))
) STRICT;

CREATE TABLE runs (
  id            TEXT PRIMARY KEY,
  experiment_id INTEGER NOT NULL REFERENCES experiments (id),
  revision_id   INTEGER NOT NULL REFERENCES revisions (id),
  used_hash     TEXT NOT NULL,
  quick_look    INTEGER NOT NULL CHECK (quick_look IN (0, 1)),
  state         TEXT NOT NULL CHECK (state IN
    ('queued', 'training', 'paused', 'interrupted', 'finished', 'failed', 'cancelled')),
  reason        TEXT,
  created_at    TEXT NOT NULL,
  started_at    TEXT,
  state_at      TEXT NOT NULL,
  finished_at   TEXT,
  results       TEXT CHECK (json_valid(results)),
  deleted_at    TEXT
) STRICT;
CREATE INDEX runs_by_time ON runs (created_at);
CREATE INDEX runs_by_revision ON runs (revision_id);

-- One network of a run in one phase; everything it leaves behind hangs on this.
CREATE TABLE run_models (
  id           INTEGER PRIMARY KEY,
  run_id       TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  model        TEXT NOT NULL,
  phase        TEXT NOT NULL CHECK (phase IN ('train', 'retrain')),
  position     INTEGER NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('waiting', 'training', 'finished', 'failed')),
  epoch        INTEGER NOT NULL DEFAULT 0,
  seconds      REAL NOT NULL DEFAULT 0,
  best_epoch   INTEGER,
  stopped      TEXT,
  trouble      TEXT,
  weights_hash TEXT,
  UNIQUE (run_id, model, phase)
) STRICT;

-- Up to 512 epochs: first … first + count − 1; data is count rows of four doubles:
-- train, validation and test loss, gradient norm.
CREATE TABLE epoch_chunks (
  model_id INTEGER NOT NULL REFERENCES run_models (id) ON DELETE CASCADE,
  first    INTEGER NOT NULL,
  count    INTEGER NOT NULL CHECK (count BETWEEN 1 AND 512),
  data     BLOB NOT NULL CHECK (length(data) = count * 32),
  PRIMARY KEY (model_id, first)
) STRICT, WITHOUT ROWID;

-- Large bytes in pieces of 64 KiB, whole only together; the hash says whether they are.
CREATE TABLE blobs (
  id    INTEGER PRIMARY KEY,
  bytes INTEGER NOT NULL,
  hash  TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

CREATE TABLE blob_pieces (
  blob_id  INTEGER NOT NULL REFERENCES blobs (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  data     BLOB NOT NULL,
  PRIMARY KEY (blob_id, position)
) STRICT;

CREATE TABLE checkpoints (
  id       INTEGER PRIMARY KEY,
  model_id INTEGER NOT NULL REFERENCES run_models (id) ON DELETE CASCADE,
  -- last complete epoch; the blob may stand in the middle of the next
  epoch    INTEGER NOT NULL,
  seconds  REAL NOT NULL,
  at       TEXT NOT NULL,
  blob_id  INTEGER NOT NULL REFERENCES blobs (id)
) STRICT;
CREATE INDEX checkpoints_by_model ON checkpoints (model_id, id);

CREATE TABLE weights (
  model_id INTEGER PRIMARY KEY REFERENCES run_models (id) ON DELETE CASCADE,
  blob_id  INTEGER NOT NULL REFERENCES blobs (id)
) STRICT;

CREATE TRIGGER checkpoint_blobs AFTER DELETE ON checkpoints
  BEGIN DELETE FROM blobs WHERE id = OLD.blob_id; END;
CREATE TRIGGER weight_blobs AFTER DELETE ON weights
  BEGIN DELETE FROM blobs WHERE id = OLD.blob_id; END;

-- Predictions of the watched part while learning: at log-spaced epochs (kept) and at those that
-- were the best when saved (best); the newest of the latter is the best of all.
CREATE TABLE watched (
  model_id INTEGER NOT NULL REFERENCES run_models (id) ON DELETE CASCADE,
  epoch    INTEGER NOT NULL,
  kept     INTEGER NOT NULL CHECK (kept IN (0, 1)),
  best     INTEGER NOT NULL CHECK (best IN (0, 1)),
  data     BLOB NOT NULL,
  PRIMARY KEY (model_id, epoch)
) STRICT;

CREATE TABLE gradients (
  model_id INTEGER NOT NULL REFERENCES run_models (id) ON DELETE CASCADE,
  epoch    INTEGER NOT NULL,
  layers   INTEGER NOT NULL,
  data     BLOB NOT NULL,
  PRIMARY KEY (model_id, epoch)
) STRICT;

-- What a run says of the past and the future ------------------------------------------------

CREATE TABLE predictions (
  run_id      TEXT PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
  count       INTEGER NOT NULL,
  dates       BLOB NOT NULL,
  parts       BLOB NOT NULL,
  actual      BLOB NOT NULL,
  persistence BLOB NOT NULL
) STRICT;

CREATE TABLE prediction_values (
  run_id   TEXT NOT NULL REFERENCES predictions (run_id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  model    TEXT NOT NULL,
  data     BLOB NOT NULL,
  PRIMARY KEY (run_id, model)
) STRICT;

CREATE TABLE paths (
  id          INTEGER PRIMARY KEY,
  run_id      TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  kind        TEXT NOT NULL CHECK (kind IN ('hindcast', 'forecast')),
  origin      TEXT NOT NULL,
  count       INTEGER NOT NULL,
  steps       BLOB NOT NULL,
  dates       BLOB NOT NULL,
  guessed     BLOB NOT NULL,
  actual      BLOB NOT NULL,
  persistence BLOB NOT NULL,
  drift       BLOB NOT NULL,
  UNIQUE (run_id, kind)
) STRICT;

CREATE TABLE path_values (
  path_id  INTEGER NOT NULL REFERENCES paths (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  model    TEXT NOT NULL,
  data     BLOB NOT NULL,
  PRIMARY KEY (path_id, model)
) STRICT;

-- What outlives a deleted run: no reference to runs, on purpose -------------------------------

CREATE TABLE openings (
  id        INTEGER PRIMARY KEY,
  series_id INTEGER NOT NULL REFERENCES series (id),
  run_id    TEXT NOT NULL UNIQUE,
  at        TEXT NOT NULL
) STRICT;

CREATE TABLE tries (
  series_id INTEGER NOT NULL REFERENCES series (id),
  try_hash  TEXT NOT NULL,
  first_at  TEXT NOT NULL,
  first_run TEXT,
  PRIMARY KEY (series_id, try_hash)
) STRICT;

-- Who trains what ---------------------------------------------------------------------------

CREATE TABLE leases (
  run_id  TEXT PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
  token   TEXT NOT NULL,
  pid     INTEGER NOT NULL,
  -- when that process started, as its system tells it; null where it cannot be known
  started TEXT,
  host    TEXT NOT NULL,
  kind    TEXT NOT NULL,
  since   TEXT NOT NULL,
  -- milliseconds since 1970, so that staleness is arithmetic
  beat_at INTEGER NOT NULL
) STRICT;
