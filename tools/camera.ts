import { Command } from 'commander';
import { cameraCredentialsCommand } from './camera-credentials-command.ts';
import { cameraSendCommand } from './camera-send-command.ts';
import { cameraViewCommand } from './camera-view.ts';

/**
 * `zone camera credentials | send | view`: a camera's certificate, a bridge from RTSP or a file to its stream, and what
 * the zone file says about its picture.
 */
export function cameraCommand(): Command {
  return new Command('camera')
    .description('give a camera its certificate, send its video, or draw its regions and masks')
    .addCommand(cameraCredentialsCommand())
    .addCommand(cameraSendCommand())
    .addCommand(cameraViewCommand());
}
