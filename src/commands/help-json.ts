/** `--help --json`: the table of commands as data, for programs that call this one. */
import type { Command } from 'commander';

export interface CommandDescription {
  name: string;
  description: string;
  usage: string;
  arguments: { name: string; description: string; required: boolean; default?: unknown }[];
  options: {
    name: string;
    flags: string;
    description: string;
    /** `none`: a switch; else the value that must or may follow. */
    value: 'none' | 'required' | 'optional';
    choices?: string[];
    default?: unknown;
  }[];
  commands: CommandDescription[];
}

/** One command with its own options and those that every command has, and the commands below it. */
export function describeCommand(command: Command): CommandDescription {
  return {
    name: command.name(),
    description: command.description(),
    usage: `${command.parent ? `${command.parent.name()} ` : ''}${command.name()} ${command.usage()}`,
    arguments: command.registeredArguments.map((argument) => ({
      name: argument.name(),
      description: argument.description,
      required: argument.required,
      ...defaultOf(argument.defaultValue),
    })),
    options: command.options.map((option) => ({
      name: option.long ?? option.flags,
      flags: option.flags,
      description: option.description,
      value: option.required ? 'required' : option.optional ? 'optional' : 'none',
      ...(option.argChoices ? { choices: option.argChoices } : {}),
      ...defaultOf(option.defaultValue),
    })),
    commands: command.commands.map(describeCommand),
  };
}

function defaultOf(value: unknown): { default?: unknown } {
  return value === undefined ? {} : { default: value };
}
