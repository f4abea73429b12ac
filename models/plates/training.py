"""What both trainings share: a rate that follows the clock, a running average, checkpoints, a log in JSON lines."""

import json
import os
import time

import numpy as np
import torch


def lagging_average(old, new, count):
    """The mean of about the last hundred steps: a longer one hides what was learned last."""
    return old + (new - old) * max(0.01, 1 / (10 + float(count)))


def weights_of(path):
    """The averaged weights of a checkpoint, to begin another training with."""
    average = torch.load(path)["average"]
    return {name[len("module.") :]: value for name, value in average.items() if name.startswith("module.")}


class Run:
    """One training of `network`; restarted with the same folder it goes on where the last checkpoint was.

    `clock` counts the minutes: the wall's, or the processor's where other work may take the machine.
    """

    def __init__(self, network, folder, name, minutes, rate, clock=time.time):
        self.network, self.folder, self.name = network, folder, name
        self.minutes, self.rate, self.clock = minutes, rate, clock
        self.average = torch.optim.swa_utils.AveragedModel(network, avg_fn=lagging_average, use_buffers=True)
        self.optimizer = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=0.01)
        self.state = {"step": 0, "seconds": 0.0, "best": -1.0}
        os.makedirs(folder, exist_ok=True)
        if os.path.exists(self.path("pt")):
            self.load()

    def path(self, ending):
        return os.path.join(self.folder, f"{self.name}.{ending}")

    def parts(self):
        return {"network": self.network, "average": self.average, "optimizer": self.optimizer}

    def load(self):
        saved = torch.load(self.path("pt"))
        for name, part in self.parts().items():
            part.load_state_dict(saved[name])
        self.state = saved["state"]

    def save(self):
        saved = {name: part.state_dict() for name, part in self.parts().items()}
        torch.save({**saved, "state": self.state}, self.path("pt.new"))
        os.replace(self.path("pt.new"), self.path("pt"))

    def log(self, **entry):
        entry = {"step": self.state["step"], "seconds": round(self.state["seconds"]), **entry}
        with open(self.path("jsonl"), "a", encoding="utf8") as file:
            file.write(json.dumps(entry) + "\n")

    def progress(self):
        return min(1.0, self.state["seconds"] / (self.minutes * 60))

    def learn(self, loss):
        progress = self.progress()
        warm = min(1.0, progress / 0.02 + 0.01)
        for group in self.optimizer.param_groups:
            group["lr"] = self.rate * warm * max(0.005, 0.5 * (1 + np.cos(np.pi * progress)))
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 3.0)
        self.optimizer.step()
        self.average.update_parameters(self.network)
        self.state["step"] += 1

    def go(self, batches, losses, check, every):
        """`losses(batch)` gives the loss and what to log; `check(network, state)` evaluates and exports."""
        last = checked = self.clock()
        for batch in batches:
            loss, shown = losses(batch)
            self.learn(loss)
            now = self.clock()
            self.state["seconds"] += now - last
            if self.state["step"] % 50 == 0:
                self.log(**shown)
            if now - checked > every or self.progress() >= 1:
                self.log(**check(self.average.module, self.state))
                self.save()
                checked = self.clock()
            if self.progress() >= 1:
                return
            last = self.clock()
