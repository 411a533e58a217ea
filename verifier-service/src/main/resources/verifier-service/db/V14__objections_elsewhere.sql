-- An access by law may be kept by the ledger of another node; the answer to an objection goes where the person objected.
alter table objection add column log text; -- name of its log; null: the node's own ledger
