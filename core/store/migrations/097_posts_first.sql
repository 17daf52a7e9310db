-- What a post has landed is published before bulk: found by its run.
create index pending_run on source.pending (run);
