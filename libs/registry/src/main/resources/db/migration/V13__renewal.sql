-- From when the clocks of a BAL count that an administrator has set active anew.
ALTER TABLE bal ADD COLUMN renewed_at timestamptz;
