import { main } from './doctor/main.ts';
import { runProgram } from './terminal/program.ts';

await runProgram(main);
