// How both peers are timed: warm first, then the median of many rounds.

/** The last result of `work` and the median of its times in milliseconds. */
export function measure(work, rounds) {
  for (let round = 0; round < 3; round++) work();
  const times = [];
  let result;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    result = work();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { result, ms: times[Math.floor(rounds / 2)] };
}
