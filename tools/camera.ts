import { Command } from 'commander';
import { cameraCredentialsCommand } from './camera-credentials-command.ts';
import { cameraSendCommand } from './camera-send-command.ts';

/** `zone camera credentials | send`: a camera's certificate, and a bridge from RTSP or a file to its stream. */
export function cameraCommand(): Command {
  return new Command('camera')
    .description('give a camera its certificate, or send its video')
    .addCommand(cameraCredentialsCommand())
    .addCommand(cameraSendCommand());
}
