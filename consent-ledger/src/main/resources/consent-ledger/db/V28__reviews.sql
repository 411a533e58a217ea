-- Accesses in an emergency: the entry by which the office's data protection officer answered for one.
alter table consent_state add column review_index bigint;
