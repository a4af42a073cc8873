import { main } from './replay/main.ts';
import { runProgram } from './terminal/program.ts';

await runProgram(main);
