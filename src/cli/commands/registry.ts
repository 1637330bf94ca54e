import type { Command } from '../command';
import { benchmark } from './benchmark';
import { check } from './check';
import { compare } from './compare';
import { estimate } from './estimate';
import { explain } from './explain';

export const commands: readonly Command[] = [check, estimate, benchmark, compare, explain];
