-- one row per store with a buyer: its buyers over the whole loaded period, and those who came back to it
with
  buyers as (
    select store_id, customer_no, count(*) as orders
    from ${brand}.published.orders
    where counts and customer_no is not null
    group by store_id, customer_no
  ),
  names as (
    select store_id, max_by(name, valid_from) as name
    from ${brand}.published.stores
    group by store_id
  )
select
  buyers.store_id,
  coalesce(any_value(names.name), '') as name,
  count(*) as buyers,
  count_if(buyers.orders >= 2) as again
from buyers
left join names on names.store_id = buyers.store_id
group by buyers.store_id
