-- one row when the store is known, by a record or by a month; no row when it is not
with known as (
  select data_version from published.stores where store_id = ?
  union all
  select data_version from published.store_conversion where store_id = ?
)
select
  known.data_version,
  run.as_of_date as run_as_of_date
from known
join tags.runs as run on run.run_id = known.data_version
order by known.data_version desc
limit 1
