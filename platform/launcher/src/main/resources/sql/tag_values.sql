-- one row per tag and value: how many customers have it; numbers in their order, others most frequent first
select tag_id, value, max(number) as number, count(distinct customer_no) as customers
from ${brand}.published.customer_tags
group by tag_id, value
order by tag_id, number nulls last, customers desc, value
