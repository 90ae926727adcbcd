/** Lua: compares an answer with the codes of a sign-in. Stands alone. */
export const GATES = /* lua */ `
-- In constant time (R07): all bytes are looked at, wherever they differ. Length is no secret.
local function equal(a, b)
  if #a ~= #b then return false end
  local difference = 0
  for i = 1, #a do
    difference = bit.bor(difference, bit.bxor(string.byte(a, i), string.byte(b, i)))
  end
  return difference == 0
end

-- Compares every given gate with every remembered one, and stops at none: 'right' for the last, 'superseded' for an
-- older one, or else 'wrong'.
local function judge(given, remembered)
  local right, superseded = false, false
  for _, answer in ipairs(given) do
    for place, gate in ipairs(remembered) do
      local same = equal(answer, gate)
      right = right or (same and place == #remembered)
      superseded = superseded or same
    end
  end
  return right and 'right' or superseded and 'superseded' or 'wrong'
end

-- 'right' for any of what is expected, or else 'wrong'.
local function judge_any(given, expected)
  local right = false
  for _, answer in ipairs(given) do
    for _, gate in ipairs(expected) do
      local same = equal(answer, gate)
      right = right or same
    end
  end
  return right and 'right' or 'wrong'
end
`;
