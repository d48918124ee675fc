class Panel:
    def __init__(self,*a): self.findings=()
