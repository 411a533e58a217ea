-- A request may be put off, and is answered later under the same record.
alter table consent_state drop constraint consent_state_state_check;
alter table consent_state add constraint consent_state_state_check
    check (state in ('DEFERRED', 'GIVEN', 'REFUSED', 'WITHDRAWN'));
