-- Changes of the register that one member of staff proposes and another decides on.
create table register_proposal (
    id text primary key,
    kind text not null check (kind in ('party', 'intended_use')),
    entry text not null,
    base_version integer not null check (base_version >= 0),
    retires boolean not null check (not retires or (kind = 'intended_use' and base_version > 0)),
    document text not null,
    proposed_by text not null,
    proposed_at timestamptz not null,
    index bigint not null unique references leaf (index),
    unique (id, proposed_by)
);

create table register_decision (
    proposal text primary key,
    proposed_by text not null,
    outcome text not null check (outcome in ('APPROVED', 'REJECTED', 'WITHDRAWN')),
    decided_by text not null,
    decided_at timestamptz not null,
    index bigint not null unique references leaf (index),
    foreign key (proposal, proposed_by) references register_proposal (id, proposed_by),
    constraint decided_by_another check ((outcome = 'WITHDRAWN') = (decided_by = proposed_by))
);

-- Without a proposal the version was imported.
alter table register_version add column proposal text unique references register_decision (proposal);
alter table register_version add column retired boolean not null default false;
alter table register_version add constraint retired_by_two check (not retired or proposal is not null);

-- The first import is over: from here on two people decide.
create table register_opened (
    one boolean primary key default true check (one),
    index bigint references leaf (index)
);
insert into register_opened (index) select null from register_version limit 1;

create trigger register_proposal_refuse_change before update or delete or truncate on register_proposal
    execute function refuse_change();
create trigger register_decision_refuse_change before update or delete or truncate on register_decision
    execute function refuse_change();
create trigger register_opened_refuse_change before update or delete or truncate on register_opened
    execute function refuse_change();
alter table register_proposal enable always trigger register_proposal_refuse_change;
alter table register_decision enable always trigger register_decision_refuse_change;
alter table register_opened enable always trigger register_opened_refuse_change;
