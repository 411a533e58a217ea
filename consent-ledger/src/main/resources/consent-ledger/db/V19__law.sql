-- Records that rest on a law: nobody was asked, the person may object, the office answers.
alter table consent_state drop constraint consent_state_state_check;
alter table consent_state add constraint consent_state_state_check
    check (state in ('DEFERRED', 'GIVEN', 'REFUSED', 'WITHDRAWN', 'AUTHORISED', 'OBJECTED', 'UPHELD', 'OVERRULED'));
alter table notice_outbox drop constraint notice_outbox_kind_check;
alter table notice_outbox add constraint notice_outbox_kind_check check (kind in ('RENEWED', 'WITHDRAWN', 'OBJECTED'));
