-- A request is acknowledged with a signature, and answered claim by claim with a reason in words of the office.
alter table rectification add receipt text, add sealed_answer bytea, drop constraint answered_is_whole;
-- one outcome for all that was asked: a form of the answer that nothing reads any more
delete from rectification where answer is not null;
alter table rectification drop column answer;
alter table rectification add constraint answered_is_whole check ((outcome is null) = (sealed_answer is null)
    and (outcome is null) = (answered_by is null) and (outcome is null) = (answered_at is null));
comment on column rectification.receipt is 'as first signed, and given again to who brings the same request; of a request from before this column, signed at the next look';
comment on column rectification.outcome is 'CORRECTED, PARTLY or REFUSED';
comment on column rectification.sealed_answer is 'as first signed; the reasons are about the person, so it is sealed like the request';
