-- Orders about somebody under age: the person is asked first, then their guardian, and nothing is fetched before both
-- said yes. Where they disagree, or the person cannot say, the order waits for one of the staff.
alter table exchange_order add column with_guardian boolean not null default false;
alter table exchange_order add column persons_relation text;          -- pairwise key of the person: the guardian's is another
alter table exchange_order add column guardian_check_id text unique;  -- the check by which the guardian is asked
alter table exchange_order add column guardian_taken_at timestamptz;
alter table exchange_order add column guardian_record text;
alter table exchange_order add column guardian_request_hash text;
alter table exchange_order add column guardian_request_object text;
alter table exchange_order add column guardian_presentation text;     -- sealed; comes and goes with the person's
alter table exchange_order add column mandate_issuer text;            -- identifier of the authority that appointed the guardian
alter table exchange_order add column mandate_until date;             -- first day on which it no longer holds; null: none is named
alter table exchange_order add column again_of text unique references exchange_order; -- the disagreement after which both are asked again
alter table exchange_order add column note text;                      -- who spoke with whom, sealed with the key at rest
alter table exchange_order add column settled_by text;
alter table exchange_order add column settled_at timestamptz;

alter table exchange_order drop constraint exchange_order_state_check;
alter table exchange_order add constraint exchange_order_state_check check (state in
    ('ASKED', 'ASKED_GUARDIAN', 'REFUSED', 'EXPIRED', 'CANCELLED', 'CONFLICT', 'SETTLED', 'READY', 'FETCHING',
     'DELIVERED', 'WAITING', 'SUSPENDED', 'DENIED', 'FAILED', 'WITHDRAWN', 'ENDED'));
alter table exchange_order drop constraint consent_is_known;
alter table exchange_order add constraint consent_is_known check (state in
    ('ASKED', 'REFUSED', 'EXPIRED', 'CANCELLED', 'FAILED', 'CONFLICT', 'SETTLED')
    or record is not null and request_hash is not null);
alter table exchange_order drop constraint presentation_to_fetch_with;
alter table exchange_order add constraint presentation_to_fetch_with check
    (state not in ('ASKED_GUARDIAN', 'READY', 'FETCHING', 'WAITING', 'SUSPENDED')
    or presentation is not null and request_object is not null or law is not null);
alter table exchange_order drop constraint presentation_goes;
alter table exchange_order add constraint presentation_goes check (presentation is null
    or state in ('ASKED_GUARDIAN', 'READY', 'FETCHING', 'WAITING', 'SUSPENDED', 'DENIED', 'FAILED'));

alter table exchange_order add constraint guardian_agreed check (not with_guardian
    or state not in ('READY', 'FETCHING', 'WAITING', 'SUSPENDED', 'DELIVERED')
    or guardian_record is not null and guardian_request_hash is not null and guardian_request_object is not null
        and (guardian_presentation is not null or state = 'DELIVERED'));
alter table exchange_order add constraint guardian_goes_with_the_person check
    (guardian_presentation is null or with_guardian and presentation is not null);
alter table exchange_order add constraint disagreement_of_two check (state not in ('CONFLICT', 'SETTLED') or with_guardian);
alter table exchange_order add constraint settled_by_somebody check ((state = 'SETTLED') =
    (settled_at is not null and settled_by is not null) or state = 'WITHDRAWN');

drop index exchange_order_due;
create index exchange_order_due on exchange_order (next_attempt_at)
    where state in ('ASKED', 'ASKED_GUARDIAN', 'READY', 'FETCHING', 'WAITING');
create index exchange_order_guardian on exchange_order (organisation, guardian_record) where guardian_record is not null;
create index exchange_order_disagreement on exchange_order (organisation, changed_at) where state = 'CONFLICT';

alter table received_data drop constraint received_data_erased_for_check;
alter table received_data add constraint received_data_erased_for_check
    check (erased_for in ('WITHDRAWN', 'GUARDIAN_WITHDRAWN', 'RETENTION_ENDED', 'OBJECTED'));
