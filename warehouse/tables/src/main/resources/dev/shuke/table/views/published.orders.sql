-- one row per order of the published run; counts says whether it counts on the run's as-of date
with
  run as (
    select as_of_date
    from ${brand}.tags.runs
    where run_id = ${data_version} and kind = 'published'
  )
select
  orders.*,
  coalesce(
    orders.paid_date <= run.as_of_date
      and coalesce(orders.cancelled_date > run.as_of_date, true)
      and coalesce(orders.fully_refunded_date > run.as_of_date, true),
    false
  ) as counts,
  ${data_version} as data_version
from ${core.orders} as orders
cross join run
