-- What became of a permit names the permit's entry, and is received once.
alter table event add column permit bigint references event (index),
    add constraint event_outcome_is_of_a_permit check ((permit is not null) = (kind in ('DELIVERED', 'FAILED')));
create index event_permit on event (permit) where permit is not null;
create unique index event_delivered_once on event (permit) where kind = 'DELIVERED';
