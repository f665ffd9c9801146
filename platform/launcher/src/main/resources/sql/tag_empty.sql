-- one row per tag: how many customers have no value of it
with
  customers as (
    select count(*) as total
    from ${brand}.published.customers
    where customer_no = survivor_no
  )
select tags.tag_id, max(customers.total) - count(distinct tags.customer_no) as customers
from ${brand}.published.customer_tags as tags
cross join customers
group by tags.tag_id
