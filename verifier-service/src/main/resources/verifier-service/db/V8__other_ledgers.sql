-- A consent may be kept by the ledger of another node; who erased what came under it tells that one.
alter table erasure_confirmation add column log text; -- name of its log; null: the node's own ledger
