-- A guardian's record is found by what the person under age was asked.
alter table consent_state add column ward text;
create index consent_state_ward on consent_state (ward) where ward is not null;
