"""The bodies a plan names: found in its sentences, in their full names, and told which do one job at other levels."""
