"""Badge Inspector: what a Bitrix24 badge code means, and why it fails when it does."""

__version__ = "0.1.0"
