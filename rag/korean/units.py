"""What is counted: the units that follow `몇`, and those of numbers that are part of a name."""

from __future__ import annotations

UNITS = (
    "퍼센트|킬로미터|킬로|미터|헥타르|톤|원|달러|명|사람|인|개월|개국|개|곳|군데|건|장|회|차례|번째|번|가지|종류|종|권|마리|채|가구|세대|학급|시간|분|초|년|"
    "주년|월|일|주|배|점|위|층|호|석|편|팀|대|표|세|살|도시|나라|과제|사항|사업|포기|리터|미리|도|달|골|승|패|쪽|층"
)
"""What `몇` counts."""

NAMING = frozenset("호선 호 차 회 상 단계 공구 기 분기 학년".split())
"""1호선, 제6차, 3상: another number is another thing."""
