-- What the app keeps beside: how a person named a run, what its row in the list shows, its place
-- in the queue, choices and presets.

ALTER TABLE runs ADD COLUMN name TEXT;
ALTER TABLE runs ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE runs ADD COLUMN starred INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1));

-- Of the model with the best skill on the part that the verdict speaks of; null without results.
ALTER TABLE runs ADD COLUMN best_model TEXT;
ALTER TABLE runs ADD COLUMN best_skill REAL;
ALTER TABLE runs ADD COLUMN best_outcome TEXT;

-- The app's queue: the lowest is next. Kept while the app trains the run, so that one that a crash
-- or the closing of the app cut short is queued again at the next start; null for a run that ended,
-- that a person stopped or paused, or that the command line made.
ALTER TABLE runs ADD COLUMN place INTEGER;

-- Names the run that was exported elsewhere, so that importing it twice gives one run.
ALTER TABLE runs ADD COLUMN origin TEXT;
CREATE UNIQUE INDEX runs_by_origin ON runs (origin) WHERE origin IS NOT NULL;

UPDATE runs SET (best_model, best_skill, best_outcome) = (
  SELECT json_extract(v.value, '$.model'), json_extract(v.value, '$.skill'),
    json_extract(v.value, '$.outcome')
  FROM json_each(results, '$.verdicts') v
  ORDER BY json_extract(v.value, '$.skill') DESC NULLS LAST, v.key LIMIT 1
) WHERE results IS NOT NULL;

CREATE TABLE preferences (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

CREATE TABLE presets (
  name  TEXT PRIMARY KEY COLLATE NOCASE,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;
