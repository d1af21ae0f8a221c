// What a tool was asked, what it answered, and whether that is right: one row a call, printed as JSON.
const LONGEST = 240; // characters of an answer that are kept

export const [serial, facts] = [process.argv[2], JSON.parse(process.argv[3])];
const rows = [];

export async function check(call, ask, holds) {
  let answer;
  try {
    answer = await ask();
    rows.push({ call, answer: shortened(answer), holds: Boolean(holds(answer)) });
  } catch (error) {
    rows.push({ call, answer: shortened(`${error.message} ${error.stderr ?? ""}`), holds: false });
  }
  return answer;
}

export function print() {
  process.stdout.write(JSON.stringify(rows) + "\n");
}

function shortened(answer) {
  if (Buffer.isBuffer(answer)) return `${answer.length} bytes`;
  const text = typeof answer === "string" ? answer : JSON.stringify(answer) ?? "";
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} ...` : text;
}
