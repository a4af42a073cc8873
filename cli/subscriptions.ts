import { main } from './subscriptions/main.ts';
import { runProgram } from './terminal/program.ts';

await runProgram(main);
