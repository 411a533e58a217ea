-- Recipients are told of renewals too. Only the notice of a withdrawal starts a clock and must have arrived before a
-- relation can be forgotten.
alter table notice_outbox add column kind text not null default 'WITHDRAWN' check (kind in ('RENEWED', 'WITHDRAWN'));
alter table notice_outbox alter column kind drop default;
create index notice_outbox_record on notice_outbox (record);
