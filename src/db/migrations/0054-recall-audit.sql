-- The audit works out what recalls found, told and were answered, and what moved meanwhile.
-- Only the notes of what moved were closed to it.
grant select on recall_moved to sifang_audit;
create policy audit_role on recall_moved for select to sifang_audit using (true);
