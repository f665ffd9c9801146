select *, ${data_version} as data_version
from ${tags.next_changes}
