/** A helper thread of `StepTeam`: does its part of every step until it is told to end. */
import { workerData } from 'node:worker_threads';
import { type SharedStep, StepProgram } from './step-program.js';

const { shared, slot }: { shared: SharedStep; slot: number } = workerData;
const program = new StepProgram(shared, slot);
program.control.join();
while (program.control.awaitStep()) program.run();
