-- one row per tag and value: how many customers have it, most frequent first
select tag_id, value, count(distinct customer_no) as customers
from ${brand}.published.customer_tags
group by tag_id, value
order by tag_id, customers desc, value
