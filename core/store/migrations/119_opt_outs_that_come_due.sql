-- Opt-outs by their day: one that was still to come counts from that day on (core/store/mailing.hpp: due_opt_outs).
create index consent_due on master.consent (at) where answer = 'opt_out';
