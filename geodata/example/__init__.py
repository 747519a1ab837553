"""The example: a made-up but lifelike county."""
